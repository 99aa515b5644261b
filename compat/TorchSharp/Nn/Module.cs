using System.Reflection;
using TorchSharp.Interop;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Part of a network: parameters, buffers and further modules, each with a name.</summary>
        public partial class Module : IDisposable
        {
            private readonly List<(string Name, Parameter Value)> _params = [];
            private readonly List<(string Name, Tensor Value, bool Persistent)> _buffers = [];
            private readonly List<(string Name, Module Value)> _submodules = [];

            protected string name;
            private bool _componentsRegistered;

            protected Module(string name) => this.name = name;

            /// <summary>Whether the module behaves as in training (dropout drops, batch statistics are used).</summary>
            public virtual bool training { get; private set; } = true;

            public virtual string GetName() => name;

            public override string ToString() => GetName();

            public virtual void train(bool train = true)
            {
                training = train;
                foreach (var (_, module) in _submodules) module.train(train);
            }

            public virtual void eval() => train(false);

            /// <summary>Calls <paramref name="fn"/> for every module within, and for this one last.</summary>
            public virtual Module apply(Action<Module> fn)
            {
                foreach (var (_, module) in _submodules) module.apply(fn);
                fn(this);
                return this;
            }

            public virtual void zero_grad(bool set_to_none = true)
            {
                using var handles = new HandleList(parameters().ToArray());
                NativeError.Check(NativeMethods.torchshim_zero_grad(handles.Pointers, handles.Count, set_to_none ? 1 : 0));
            }

            public virtual void register_parameter(string name, Parameter? param)
            {
                RequireNewName(name);
                if (param is not null) _params.Add((name, (Parameter)param.DetachFromDisposeScope()));
            }

            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                ArgumentNullException.ThrowIfNull(tensor);
                RequireNewName(name);
                _buffers.Add((name, tensor.DetachFromDisposeScope(), persistent));
            }

            public virtual void register_module(string name, Module submodule)
            {
                ArgumentNullException.ThrowIfNull(submodule);
                RequireNewName(name);
                if (submodule == this) throw new ArgumentException("A module cannot be a part of itself.", nameof(submodule));
                submodule.RegisterComponents();
                _submodules.Add((name, submodule));
            }

            public void add_module(string name, Module module) => register_module(name, module);

            /// <summary>Registers all fields that are modules, parameters or tensors, under their names.</summary>
            protected virtual void RegisterComponents()
            {
                if (_componentsRegistered) return;
                _componentsRegistered = true;
                foreach (var field in GetType().GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
                {
                    string component = field.GetCustomAttribute<ComponentNameAttribute>()?.Name ?? field.Name;
                    if (component.Contains('<') || HasComponent(component)) continue; // behind a property, or registered by hand
                    switch (field.GetValue(this))
                    {
                        case Module module when !_submodules.Exists(known => known.Value == module):
                            register_module(component, module);
                            break;
                        case Parameter parameter when !_params.Exists(known => ReferenceEquals(known.Value, parameter)):
                            register_parameter(component, parameter);
                            break;
                        case Tensor tensor when tensor is not Modules.Parameter && !_buffers.Exists(known => ReferenceEquals(known.Value, tensor)):
                            register_buffer(component, tensor);
                            break;
                    }
                }
            }

            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var seen = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
                return Walk(recurse).SelectMany(part => part.Module._params.Select(own => (part.Prefix + own.Name, own.Value)))
                    .Where(found => seen.Add(found.Value)).ToList();
            }

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(pair => pair.parameter).ToList();

            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true) =>
                Walk(recurse).SelectMany(part => part.Module._buffers
                    .Where(own => include_nonpersistent || own.Persistent)
                    .Select(own => (part.Prefix + own.Name, own.Value))).ToList();

            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(pair => pair.buffer).ToList();

            public virtual IEnumerable<(string name, Module module)> named_children() => _submodules.Select(own => (own.Name, own.Value)).ToList();

            public virtual IEnumerable<Module> children() => _submodules.Select(own => own.Value).ToList();

            /// <summary>Every module within, at any depth, with its path.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules() =>
                Walk(true).Skip(1).Select(part => (part.Prefix[..^1], part.Module)).ToList();

            public virtual IEnumerable<Module> modules() => named_modules().Select(pair => pair.module).ToList();

            public virtual bool has_parameter(string target) => named_parameters().Any(pair => pair.name == target);

            public virtual bool has_buffer(string target) => named_buffers().Any(pair => pair.name == target);

            public virtual Parameter? get_parameter(string target) => named_parameters().FirstOrDefault(pair => pair.name == target).parameter;

            public virtual Tensor? get_buffer(string target) => named_buffers().FirstOrDefault(pair => pair.name == target).buffer;

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            protected virtual void Dispose(bool disposing)
            {
                if (!disposing) return;
                foreach (var (_, parameter) in _params) parameter.Dispose();
                foreach (var (_, buffer, _) in _buffers) buffer.Dispose();
                foreach (var (_, module) in _submodules) module.Dispose();
            }

            /// <summary>The tensors keep their identity, so that fields and optimisers that hold them follow.</summary>
            internal Module Convert(Device? device, ScalarType? type, bool non_blocking)
            {
                using var mode = no_grad();
                foreach (var part in Walk(true))
                {
                    foreach (var (_, parameter) in part.Module._params) Convert(parameter, device, type, non_blocking);
                    foreach (var (_, buffer, _) in part.Module._buffers) Convert(buffer, device, type, non_blocking);
                }
                return this;
            }

            private static void Convert(Tensor tensor, Device? device, ScalarType? type, bool non_blocking)
            {
                bool real = tensor.dtype is ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64;
                using var converted = tensor.to(real ? type ?? tensor.dtype : tensor.dtype, device ?? tensor.device, non_blocking: non_blocking);
                using var detached = converted.detach().requires_grad_(tensor.requires_grad);
                NativeError.Check(NativeMethods.torchshim_set_data(tensor.Handle, detached.Handle));
            }

            private IEnumerable<(string Prefix, Module Module)> Walk(bool recurse, string prefix = "")
            {
                yield return (prefix, this);
                if (!recurse) yield break;
                foreach (var (name, module) in _submodules)
                {
                    foreach (var part in module.Walk(true, $"{prefix}{name}.")) yield return part;
                }
            }

            private bool HasComponent(string name) =>
                _params.Exists(own => own.Name == name) || _buffers.Exists(own => own.Name == name) || _submodules.Exists(own => own.Name == name);

            private void RequireNewName(string name)
            {
                ArgumentException.ThrowIfNullOrEmpty(name);
                if (name.Contains('.')) throw new ArgumentException($"A component's name contains no dot: '{name}'.", nameof(name));
                if (HasComponent(name)) throw new ArgumentException($"'{name}' is registered already.", nameof(name));
            }
        }
    }
}
