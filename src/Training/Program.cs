using Pix2Pitch.Training.Commands;

return TrainingCommand.Run(args);
