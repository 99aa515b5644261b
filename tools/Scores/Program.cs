using System.CommandLine;
using Pix2Pitch.Terminal;
using Pix2Pitch.Tools.Scores;

// Makes training music from scores: dotnet run --project tools/Scores -c Release -- render SCORES -o OUT
return ProgramRunner.Run(new RootCommand("Makes training music from open scores.") { RenderCommand.Create(), MeasureNotesCommand.Create(), TranscriptionCommand.Create() }, args);
