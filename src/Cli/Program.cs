using Pix2Pitch.Cli;

return CommandLine.Run(args);
