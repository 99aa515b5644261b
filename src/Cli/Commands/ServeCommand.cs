using System.CommandLine;
using System.Globalization;
using System.Net;
using Pix2Pitch.Cli.Studio;
using Pix2Pitch.Inversion;
using Pix2Pitch.Terminal;

namespace Pix2Pitch.Cli.Commands;

/// <summary><c>pix2pitch serve</c>: the studio, a page on which a painting becomes music.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var port = new Option<int?>("--port")
        {
            HelpName = "number",
            Description = "The port, 0 to 65535; 0 for any that is free. [default: 7420]",
            CustomParser = result =>
            {
                string text = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
                if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value <= IPEndPoint.MaxPort) return value;
                result.AddError($"--port must be a whole number from 0 to {IPEndPoint.MaxPort}, not '{text}'.");
                return null;
            },
        };
        var address = new Option<IPAddress?>("--address")
        {
            HelpName = "address",
            Description = "The address of this machine that is listened on; 0.0.0.0 for all. Other machines can then reach the studio, so it needs a --token. [default: 127.0.0.1, only this machine]",
            CustomParser = result =>
            {
                string text = result.Tokens.Count > 0 ? result.Tokens[^1].Value : "";
                if (text.Equals("localhost", StringComparison.OrdinalIgnoreCase)) return IPAddress.Loopback;
                if (IPAddress.TryParse(text, out IPAddress? value)) return value;
                result.AddError($"--address must be an IP address of this machine, such as 192.168.1.20, not '{text}'.");
                return null;
            },
        };
        var token = new Option<string?>("--token") { HelpName = "text", Description = $"What visitors have to enter, {StudioOptions.MinTokenLength} characters or more. [default: none]" };
        var host = new Option<string[]>("--host") { HelpName = "name", Description = "A name by which visitors reach the studio, such as that of a proxy; may be repeated. [default: the address and the name of this machine]" };
        var model = new Option<string[]>("--model") { HelpName = "file.onnx", Description = "A model file; may be repeated, the first is the default. [default: data/models/*.onnx]" };
        var history = new Option<string>("--history") { HelpName = "folder", Description = "The folder that music is kept in.", DefaultValueFactory = _ => "studio-history" };
        var keep = new Option<int>("--keep")
        {
            HelpName = "number",
            Description = "How many paintings with their music the history keeps, 1 to 100000; the oldest are deleted.",
            DefaultValueFactory = _ => 500,
        };
        keep.Validators.Add(result =>
        {
            if (result.Errors.Any() || result.GetValueOrDefault<int>() is >= 1 and <= 100_000) return;
            result.AddError($"--keep must be from 1 to 100000, not {result.GetValueOrDefault<int>()}.");
        });
        Option<int?> iterations = IterationsOption.Create(ofSpectrogram: false);
        var accelerator = new AcceleratorOption(typeof(ServeCommand).Assembly);
        var command = new Command("serve", """
            Starts the studio: a page in the browser on which paintings become music. Ctrl-C ends it.

              pix2pitch serve
              pix2pitch serve --port 8080 --history music
              pix2pitch serve --address 0.0.0.0 --token "a long secret of the museum"
            """)
        {
            port, address, token, host, model, history, keep, iterations, accelerator,
        };
        command.SetAction(parsed =>
        {
            var inversion = new InversionOptions { MaxThreads = 1 };
            if (parsed.GetValue(iterations) is { } number) inversion = inversion with { Iterations = number };
            string[] models = parsed.GetValue(model) ?? [];
            var options = new StudioOptions
            {
                Address = parsed.GetValue(address) ?? IPAddress.Loopback,
                Token = parsed.GetValue(token),
                Hosts = parsed.GetValue(host) ?? [],
                Models = models.Length > 0 ? models : ModelLocator.FindAll(),
                History = parsed.GetValue(history)!,
                MaxHistory = parsed.GetValue(keep),
                Inversion = inversion,
                Accelerator = accelerator.ValueIn(parsed),
                OnNote = Console.Error.WriteLine,
            };
            return Run(parsed.GetValue(port) is { } chosen ? options with { Port = chosen } : options);
        });
        return command;
    }

    private static int Run(StudioOptions options)
    {
        using var signals = Signals.RequestStop();
        RunAsync(options, signals.Token).GetAwaiter().GetResult();
        return ExitCode.Success;
    }

    private static async Task RunAsync(StudioOptions options, CancellationToken stop)
    {
        await using StudioServer server = await StudioServer.StartAsync(options);
        Console.WriteLine($"The studio is open at {server.Address}{(options.Token is null ? "" : " (visitors need the token)")}. Music is kept in '{options.History}'. Ctrl-C ends it.");
        await Task.Delay(Timeout.Infinite, stop).ContinueWith(_ => { }, TaskScheduler.Default);
        if (server.Works > 0) Console.Error.WriteLine("Finishing the music that is being made; Ctrl-C again ends at once.");
    }
}
