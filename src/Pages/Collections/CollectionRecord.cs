using Pix2Pitch.Styles;

namespace Pix2Pitch.Pages.Collections;

/// <summary>The content of <c>collection.json</c>: what the collection is and how it was made, for programs.</summary>
internal static class CollectionRecord
{
    /// <summary>The version of the file.</summary>
    public const int Format = 1;

    public static object Of(CollectionInfo info, IReadOnlyList<CollectionWork> works) => new
    {
        Format,
        info.Title,
        Languages = info.Languages.Select(language => language.Code),
        info.Address,
        MadeBy = "a machine: Pix2Pitch",
        Model = new { info.Model.Name, Hash = info.ModelHash, Run = info.Model.RunId, info.Model.Licence, info.Model.TrainedOn },
        Works = works.Select(work => new
        {
            work.Number,
            Page = CollectionInfo.PageOf(work),
            work.Title,
            Artist = work.Work.Name,
            work.Work.Year,
            work.Work.Place,
            work.Work.Country,
            Style = work.Style is { } style ? StyleNames.Of(style) : null,
            work.StyleSource,
            PictureLicence = work.Work.Licence,
            work.Media.Key,
            work.Media.Seconds,
        }),
    };
}
