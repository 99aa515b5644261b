using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pix2Pitch.Features;
using Pix2Pitch.Generation;
using Pix2Pitch.Manifests;
using Pix2Pitch.Pages.Layout;
using Pix2Pitch.SoundFiles;
using Pix2Pitch.Styles;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Metadata.Profiles.Exif;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;

namespace Pix2Pitch.Pages.Collections;

/// <summary>Makes the files of a work: its music, a large and a small picture, and the record of both. Thread-safe.</summary>
internal sealed class WorkMaker(PaintingToMusic music, CollectionOptions options, CollectionFolder folder)
{
    private const int LargeSide = 1400, SmallSide = 480;

    private static readonly JpegEncoder s_jpeg = new() { Quality = 84 };
    private static readonly PaintingFeatureExtractor s_extractor = new(new PaintingFeatureOptions { PaletteColors = 6 });

    /// <summary>Makes a work, or finds what was made before.</summary>
    /// <exception cref="Pix2PitchException">The picture cannot be read, or the disk is full.</exception>
    public CollectionWork Make(int number, Work work)
    {
        StyleFinding finding = KnowledgeBase.Default.FindStyle(work.Style, work.Name, work.Year, work.Location);
        MusicRecipe recipe = Reading(work.Path, () => music.RecipeOf(work.Path, options.Seed, finding.Style, options.Seconds));
        string key = KeyOf(recipe, work);
        WorkMedia media = folder.Find(key) ?? Make(key, work, recipe.Seed, finding.Style);
        foreach (string file in (string[])[media.WaveFile, media.PictureFile, media.SmallFile, media.RecordFile]) folder.Keep(file);
        return new CollectionWork(number, work, media)
        {
            Style = finding.Style,
            StyleConfidence = finding.Confidence,
            StyleSource = finding.Style is null ? media.StyleProbabilities is null ? StyleSource.Unknown : StyleSource.Picture
                : StyleNames.ParseOrNull(work.Style) is not null ? StyleSource.Stated : finding.Person.IsFullName ? StyleSource.Artist : StyleSource.Period,
        };
    }

    private WorkMedia Make(string key, Work work, int seed, Style? style)
    {
        GeneratedMusic made = music.Generate(work.Path, seed, style, options.Seconds);
        using Image<Rgb24> large = ShownPicture.Read(work.Path, LargeSide);
        using Image<Rgb24> small = large.Clone(image => image.Resize(ShownPicture.Fit(large.Size(), SmallSide)));
        PaintingFeatures features = s_extractor.Extract(ShownPicture.Planes(small), small.Width, small.Height);
        var provenance = new SortedDictionary<string, string>(made.ToProperties().ToDictionary(), StringComparer.Ordinal)
        {
            [GeneratorMetadata.KeyPrefix + "made-by"] = "a machine",
            [GeneratorMetadata.KeyPrefix + "painting-licence"] = work.Licence.Trim(),
        };
        if (options.IsStereo) provenance[GeneratedMusic.ChannelsKey] = "2";
        AddProvenance(large, work, made);
        AddProvenance(small, work, made);
        var media = new WorkMedia
        {
            Key = key,
            Seconds = Math.Round(made.Seconds, 6),
            Width = large.Width,
            Height = large.Height,
            SmallWidth = small.Width,
            SmallHeight = small.Height,
            StyleProbabilities = made.StyleProbabilities,
            Parts = made.Windows is { } windows ? [.. windows.Select(window => SoundingPart.Of(window, music.Metadata.Fit, large.Width, large.Height))] : null,
            Palette = [.. features.Palette.Select(color => (double[])[Math.Round(color.Color.L, 2), Math.Round(color.Color.A, 2), Math.Round(color.Color.B, 2), Math.Round(color.Weight, 4)])],
            Lightness = Math.Round(features.Lightness, 2),
            Warmth = Math.Round(features.Warmth, 3),
            Contrast = Math.Round(features.Contrast, 2),
            Provenance = provenance,
            WaveBytes = 0,
            PictureBytes = 0,
            SmallBytes = 0,
        };
        WaveWriter.Write(folder.At(media.WaveFile), options.IsStereo ? made.ToStereo() : made.Samples, made.SampleRate, provenance, options.IsStereo ? 2 : 1);
        folder.Write(media.PictureFile, file => large.Save(file, s_jpeg));
        folder.Write(media.SmallFile, file => small.Save(file, s_jpeg));
        media = media with { WaveBytes = Length(media.WaveFile), PictureBytes = Length(media.PictureFile), SmallBytes = Length(media.SmallFile) };
        folder.Write(media.RecordFile, file => JsonSerializer.Serialize(file, media, ReportJson.Options));
        return media;
    }

    private long Length(string file) => new FileInfo(folder.At(file)).Length;

    // Everything that the content of the files follows from.
    private string KeyOf(MusicRecipe recipe, Work work)
    {
        string text = string.Join('\n', WorkMedia.CurrentFormat.ToString(CultureInfo.InvariantCulture), recipe.ToString(), work.Title, work.Name, work.Year?.ToString(CultureInfo.InvariantCulture), work.Licence,
            Path.GetFileName(work.Path)) + (options.IsStereo ? "\nstereo" : "");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }

    private static T Reading<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Pix2PitchException($"The painting '{path}' cannot be read ({e.Message.TrimEnd('.')}): check its permissions and the disk.", e);
        }
    }

    private static void AddProvenance(Image<Rgb24> image, Work work, GeneratedMusic made)
    {
        var exif = new ExifProfile();
        exif.SetValue(ExifTag.Software, "Pix2Pitch");
        exif.SetValue(ExifTag.DocumentName, Plain(work.Title));
        exif.SetValue(ExifTag.Artist, Plain(work.Name));
        exif.SetValue(ExifTag.Copyright, Plain(work.Licence));
        exif.SetValue(ExifTag.ImageDescription, $"A copy of the picture with the SHA-256 hash {made.PaintingHash}..., made smaller by a machine.");
        image.Metadata.ExifProfile = exif;

        // EXIF has ASCII only.
        static string Plain(string text) => string.Concat(text.Select(c => char.IsAscii(c) && !char.IsControl(c) ? c : '?'));
    }
}
