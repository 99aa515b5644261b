#:package NetVips
#:property PublishAot=false
#:property UseCurrentRuntimeIdentifier=true
#:property SelfContained=false
#:property RunsOnnxRuntime=true

// Draws docs/images/icon.svg as docs/images/icon.png, the icon of the packages: dotnet run tools/icon.cs

using NetVips;

string images = Path.Combine("docs", "images");
if (!File.Exists(Path.Combine(images, "icon.svg"))) throw new FileNotFoundException("Run this in the folder of the repository: docs/images/icon.svg is missing.");
using Image icon = Image.NewFromFile(Path.Combine(images, "icon.svg"));
icon.WriteToFile(Path.Combine(images, "icon.png"));
