using Pix2Pitch.Manifests;
using Pix2Pitch.Styles;

namespace Pix2Pitch.Training.Reports;

/// <summary>What a report says about a work, where necessary from the knowledge base.</summary>
internal static class WorkDetails
{
    extension(Work work)
    {
        /// <summary>The year, else the middle of its maker's working life; null where neither is known.</summary>
        public int? YearOrMiddle => work.Year ?? KnowledgeBase.Default.Find(work.Name)?.MiddleYear;

        /// <summary>The country, else that of its maker; empty where neither is known.</summary>
        public string CountryOrHome => work.Country.Length > 0 ? work.Country : KnowledgeBase.Default.Find(work.Name)?.Country ?? "";

        /// <summary>The quarter of a century, such as "1850 to 1874"; empty where no year is known.</summary>
        public string Period => work.YearOrMiddle is { } year ? $"{year / 25 * 25} to {year / 25 * 25 + 24}" : "";
    }
}
