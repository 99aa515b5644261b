namespace Pix2Pitch.Tests;

/// <summary>Lossless WebP files of 16 x 8 pixels, written once with libwebp: (200, 40, 10) on the left, (20, 60, 220) on the right.</summary>
internal static class WebpBytes
{
    public static byte[] Opaque => Convert.FromBase64String("UklGRigAAABXRUJQVlA4TBwAAAAvD8ABAA9wCpQzIV9Bev5jCWLBZP7SnSlE9D90");

    /// <summary>The right half is transparent.</summary>
    public static byte[] HalfTransparent => Convert.FromBase64String("UklGRiYAAABXRUJQVlA4TBoAAAAvD8ABEA8wKIM8CvMf8BALJvOX7kwhov+RAw==");
}
