#:sdk Microsoft.NET.Sdk.Web
#:property PublishAot=false

// Serves the files of this folder; nothing is computed here. Browsers load modules and WebAssembly only from a server.
// Usage: dotnet run Serve.cs -- --urls http://127.0.0.1:8080

using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

var builder = WebApplication.CreateBuilder(args);
WebApplication app = builder.Build();
var types = new FileExtensionContentTypeProvider();
types.Mappings[".mjs"] = "text/javascript";
types.Mappings[".onnx"] = "application/octet-stream";
app.UseFileServer(new FileServerOptions
{
    FileProvider = new PhysicalFileProvider(Directory.GetCurrentDirectory()),
    StaticFileOptions = { ContentTypeProvider = types },
});
app.Run();
