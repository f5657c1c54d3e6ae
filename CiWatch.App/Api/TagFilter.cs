using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace CiWatch.App.Api;

/// <summary>Gives an endpoint's JSON a tag. Problems pass as they are.</summary>
internal sealed class TagFilter(IOptions<JsonOptions> json) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var result = await next(context);
        return Plain(result) is IValueHttpResult { Value: { } value and not ProblemDetails }
            ? new TaggedContent(JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), json.Value.SerializerOptions), "application/json; charset=utf-8")
            : result;
    }

    private static object? Plain(object? result) => result is INestedHttpResult nested ? nested.Result : result;
}
