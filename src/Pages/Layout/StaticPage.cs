using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Pix2Pitch.Pages.Layout;

/// <summary>Renders a component to HTML once, without a server.</summary>
internal static class StaticPage
{
    /// <summary>The HTML of a component.</summary>
    /// <param name="parameters">The component's parameters, by name.</param>
    public static string Render<TComponent>(Dictionary<string, object?> parameters) where TComponent : IComponent
    {
        // Razor writes numbers as the culture of the thread has them; a page is the same everywhere.
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            return RenderAsync<TComponent>(parameters).GetAwaiter().GetResult(); // completes synchronously: no component awaits anything
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static async Task<string> RenderAsync<TComponent>(Dictionary<string, object?> parameters) where TComponent : IComponent
    {
        await using ServiceProvider services = new ServiceCollection()
            .AddSingleton(HtmlEncoder.Create(UnicodeRanges.All)) // letters of all languages are not escaped
            .BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }
}
