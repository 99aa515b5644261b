using Pix2Pitch.Generation;
using Pix2Pitch.Manifests;
using Pix2Pitch.Pages.Layout;

namespace Pix2Pitch.Pages.Collections;

/// <summary>
/// Makes a collection: a folder with a page and music for each painting, which opens from a stick or any web server. The same source, model and options give the same folder, byte for byte.
/// </summary>
internal static class CollectionBuilder
{
    private static readonly string[] s_shared = ["collection.css", "player.js", "kiosk.js"];

    /// <summary>Makes the collection. A picture that cannot be used is left out and reported in <see cref="CollectionSource.Problems"/>.</summary>
    /// <param name="source">The works.</param>
    /// <param name="output">The folder; an existing collection is replaced when the new one is complete.</param>
    /// <param name="modelFile">The model file.</param>
    /// <param name="options">How it is made.</param>
    /// <param name="progress">Receives the number of works that are done, that of all, and the last one.</param>
    /// <param name="cancellation">Stops the work; what is done is kept, and the same call goes on from there.</param>
    /// <returns>The works of the collection.</returns>
    /// <exception cref="Pix2PitchException">The folder, the model or an option cannot be used, or no picture can.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public static IReadOnlyList<CollectionWork> Build(
        CollectionSource source, string output, string modelFile, CollectionOptions options, Action<int, int, Work>? progress = null, CancellationToken cancellation = default)
    {
        CollectionTexts[] languages = [.. options.Languages.Select(CollectionTexts.Load)];
        using CollectionFolder folder = CollectionFolder.Begin(output);
        using PaintingToMusic music = PaintingToMusic.Load(modelFile, options.Music);
        var maker = new WorkMaker(music, options, folder);
        var works = new List<CollectionWork>();
        new OrderedWork(Math.Min(options.Threads, source.Works.Count)).Run(source.Works.Count, Make, Add, cancellation);
        if (works.Count == 0) throw new Pix2PitchException($"No picture of '{source.Path}' can be used; the first: {source.Problems[^1]}");
        var info = new CollectionInfo
        {
            Title = options.Title ?? source.Title,
            Languages = languages,
            Address = options.Base,
            Model = music.Metadata,
            ModelHash = works[0].Media.Provenance[MusicRecipe.ModelHashKey],
        };
        WritePages(folder, info, works, cancellation);
        folder.Publish();
        return works;

        CollectionWork? Make(int i)
        {
            (int number, Work work) = source.Works[i];
            try
            {
                return maker.Make(number, work);
            }
            // An error of the folder, such as a full disk, is that of the other works too.
            catch (Pix2PitchException e) when (e.Message.Contains(work.Path, StringComparison.Ordinal))
            {
                source.LeaveOut(e.Message);
                return null;
            }
        }

        void Add(int i, CollectionWork? work)
        {
            if (work is not null) works.Add(work);
            progress?.Invoke(i + 1, source.Works.Count, source.Works[i].Work);
        }
    }

    private static void WritePages(CollectionFolder folder, CollectionInfo info, List<CollectionWork> works, CancellationToken cancellation)
    {
        foreach (string file in s_shared) folder.Write(file, StyleSheet.Read(file));
        foreach (CollectionTexts texts in info.Languages)
        {
            string place = info.FolderOf(texts);
            Write<IndexPage>("index.html", []);
            Write<KioskPage>("kiosk.html", []);
            Write<LabelsPage>("labels.html", []);
            folder.Write(place + GuideFiles.EarGuideFile, GuideFiles.EarGuide(info, texts, works));
            for (int i = 0; i < works.Count; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                folder.Write(place + CollectionInfo.PageOf(works[i]), StaticPage.Render<WorkPage>(new()
                {
                    [nameof(WorkPage.Info)] = info,
                    [nameof(WorkPage.Texts)] = texts,
                    [nameof(WorkPage.Work)] = works[i],
                    [nameof(WorkPage.Previous)] = i > 0 ? works[i - 1] : null,
                    [nameof(WorkPage.Next)] = i + 1 < works.Count ? works[i + 1] : null,
                }));
            }

            void Write<TPage>(string file, Dictionary<string, object?> parameters)
                where TPage : Microsoft.AspNetCore.Components.IComponent
                => folder.Write(place + file, StaticPage.Render<TPage>(new(parameters) { ["Info"] = info, ["Texts"] = texts, ["Works"] = works }));
        }
        if (info.Address is { } address)
        {
            folder.WriteJson(GuideFiles.IiifFile, GuideFiles.Iiif(info, address, works));
            folder.WriteJson(GuideFiles.SmartCompanionFile, GuideFiles.SmartCompanion(info, address, works));
        }
        folder.WriteJson(CollectionFolder.MarkFile, CollectionRecord.Of(info, works));
    }
}
