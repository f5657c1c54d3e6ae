using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Bunit;
using CiWatch.App.Components.Layout;
using CiWatch.App.Components.Pages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;

namespace CiWatch.Tests.App.Components;

/// <summary>How the page's script comes and goes with it.</summary>
public sealed class ProjectPageScriptTests : ProjectPageContext
{
    private readonly Browser _browser = new();

    public ProjectPageScriptTests() => Services.AddSingleton<IJSRuntime>(_browser);

    [Fact]
    public void A_reader_who_leaves_while_the_script_loads_sees_nothing_of_it_on_the_next_page()
    {
        var import = _browser.Imports();
        var cut = Render<PageBoundary>(p => p.AddChildContent<ProjectPage>(c => c.Add(x => x.Name, Project)));
        cut.Render(p => p.AddChildContent("<p>the next page</p>"));

        import.SetResult();

        cut.WaitForAssertion(() => Assert.Equal(["import", "dispose"], _browser.Calls));
        Assert.Equal("<p>the next page</p>", cut.Markup);
    }

    [Fact]
    public void An_error_of_a_script_whose_reader_left_is_nobodys()
    {
        var import = _browser.Imports();
        var cut = Render<PageBoundary>(p => p.AddChildContent<ProjectPage>(c => c.Add(x => x.Name, Project)));
        cut.Render(p => p.AddChildContent("<p>the next page</p>"));

        import.SetException(new JSException("The element is gone."));

        cut.Render();
        Assert.Equal("<p>the next page</p>", cut.Markup);
    }

    [Fact]
    public void A_script_that_did_not_come_is_asked_for_again()
    {
        _browser.Imports().SetException(new TaskCanceledException("The browser did not answer in time."));
        var cut = Page();
        cut.WaitForAssertion(() => Assert.Equal(["import"], _browser.Calls));

        cut.Render();

        cut.WaitForAssertion(() => Assert.Equal(["import", "import", "attach"], _browser.Calls));
    }

    [Fact]
    public void A_script_that_cannot_come_is_an_error_of_the_page()
    {
        _browser.Imports().SetException(new JSException("404"));

        var cut = Render<PageBoundary>(p => p.AddChildContent<ProjectPage>(c => c.Add(x => x.Name, Project)));

        cut.WaitForAssertion(() => Assert.Single(cut.FindAll(".broken")));
    }

    [Fact]
    public void It_goes_when_the_address_names_no_project_and_comes_again_when_it_does()
    {
        var cut = Page();
        cut.WaitForAssertion(() => Assert.Equal(["import", "attach"], _browser.Calls));

        cut.Render(p => p.Add(x => x.Name, "stackforge/nova"));
        cut.WaitForAssertion(() => Assert.Equal(["import", "attach", "detach", "dispose", "dispose"], _browser.Calls));

        cut.Render(p => p.Add(x => x.Name, Project));
        cut.WaitForAssertion(() => Assert.Equal(["import", "attach"], _browser.Calls.Skip(5)));
    }

    /// <summary>A browser that does as it is told, module and script in one. Like the real one it refuses a reference that was disposed.</summary>
    private sealed class Browser : IJSRuntime, IJSObjectReference
    {
        private readonly ConcurrentQueue<TaskCompletionSource> _imports = new();
        private readonly ConcurrentQueue<string> _calls = new();

        public string[] Calls => [.. _calls];

        /// <summary>How the next import ends; others succeed at once.</summary>
        public TaskCompletionSource Imports()
        {
            var import = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _imports.Enqueue(import);
            return import;
        }

        public async ValueTask<TValue> InvokeAsync<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TValue>(string identifier, object?[]? args)
        {
            foreach (var page in (args ?? []).OfType<DotNetObjectReference<ProjectPage>>()) Assert.NotNull(page.Value);
            _calls.Enqueue(identifier);
            if (identifier == "import" && _imports.TryDequeue(out var import)) await import.Task;
            return identifier is "import" or "attach" ? (TValue)(object)this : default!;
        }

        public ValueTask<TValue> InvokeAsync<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.All)] TValue>(
            string identifier, CancellationToken cancellationToken, object?[]? args) => InvokeAsync<TValue>(identifier, args);

        public ValueTask DisposeAsync()
        {
            _calls.Enqueue("dispose");
            return ValueTask.CompletedTask;
        }
    }
}
