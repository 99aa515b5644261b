using Pix2Pitch.Generation;
using Pix2Pitch.Models;

if (args is not [string painting, string sound])
{
    Console.Error.WriteLine("Usage: dotnet run -- painting.jpg music.wav");
    return 2;
}
using var music = PaintingToMusic.Load(EnsembleModel.Path);
music.Generate(painting, seed: 7).WriteWave(sound);
Console.WriteLine($"{sound} is written.");
return 0;
