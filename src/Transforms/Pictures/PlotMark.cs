namespace Pix2Pitch.Pictures;

/// <summary>A place on an axis of a plot: its tick, and its text where there is room for one. All in pixels.</summary>
internal sealed record PlotMark(int TickX, int TickY, int TickWidth, int TickHeight, string? Text = null, int TextX = 0, int TextY = 0);
