"""Declare an operation: the right it needs, what its address may ask, and all that the schema says of it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema

from articles.api.fields import Form, Nothing
from articles.api.repeats import HEADER as KEY
from articles.api.shapes.problems import Problem, StaleProblem
from articles.policy import Right

Method = TypeVar("Method", bound=Callable[..., Any])
PROBLEMS: Mapping[int, str] = {
    400: "What was asked cannot be understood; `fields` says where.",
    401: "Nobody is logged in, or the token is no good.",
    403: "Your role, or the scope of the token, does not allow this; or the CSRF token is missing.",
    404: "There is nothing here, or it is not yours to see.",
    405: "This address does not know this method.",
    406: "The answer is JSON; Accept asks for something else.",
    409: "It stands otherwise than this needs: a newer revision, signed off, dismissed, already here.",
    412: "It changed since it was looked at; nothing was written. The body holds it as it stands now.",
    413: "The body, the file or its text is larger than what is taken.",
    415: "The body is of a kind that is not taken here.",
    422: "The Idempotency-Key was used for another request, or the file cannot be read.",
    428: "If-Match is missing.",
    429: "Too fast.",
}


def operation(  # one keyword for each thing that the schema tells
    right: Right,
    name: str,
    *,
    gives: Any,
    takes: Any = None,
    asks: type[Form] = Nothing,
    status: int = 200,
    versioned: bool = False,
    stale: Any = StaleProblem,
    tag: bool = False,
    problems: Sequence[int] = (),
) -> Callable[[Method], Method]:
    """Declare a method of a Resource: the right it needs, its query, and all that the schema says of it.

    `gives` and `takes` are shapes (or media types with shapes); `versioned` says that it needs If-Match, `stale` in
    which shape an old one is refused, `tag` that its answer carries an ETag.
    """

    def declare(method: Method) -> Method:
        posts = method.__name__ == "post"
        numbers = {400, 401, 403, 404, 405, 406, 429, *problems}
        numbers |= {409, 413, 415, 422} if posts else set()
        numbers |= {409, 413, 415, 428} if versioned else set()
        responses = _given(status, gives) | {number: _told(number, Problem) for number in sorted(numbers)}
        if versioned:
            responses[412] = _told(412, stale)
        described = extend_schema(
            operation_id=name,
            request=takes,
            responses=responses,
            parameters=[
                *_headers(posts=posts, versioned=versioned, tag=tag, status=status),
                *([] if asks is Nothing else [asks]),
            ],
        )(method)
        described.right, described.asks = right, asks  # type: ignore[attr-defined]  # read by Resource
        return described

    return declare


def _given(status: int, gives: Any) -> dict[Any, Any]:
    if isinstance(gives, Mapping):
        return {(status, kind): shape for kind, shape in gives.items()}
    return {status: gives}


def _told(number: int, shape: Any) -> OpenApiResponse:
    return OpenApiResponse(shape, PROBLEMS[number])


def _headers(*, posts: bool, versioned: bool, tag: bool, status: int) -> list[OpenApiParameter]:
    headers = []
    if versioned:
        told = 'The version that you looked at, as its ETag says: `"3"`.'
        headers.append(OpenApiParameter("If-Match", str, OpenApiParameter.HEADER, required=True, description=told))
    if posts:
        told = "Any 1 to 200 visible ASCII characters. The same request with the same key is answered again and changes nothing."
        headers.append(OpenApiParameter(KEY, str, OpenApiParameter.HEADER, description=told))
    if tag or versioned:
        told = "The version of what is in the answer, for If-Match."
        numbers = [status, *([412] if versioned else [])]
        headers.append(
            OpenApiParameter("ETag", OpenApiTypes.STR, OpenApiParameter.HEADER, description=told, response=numbers)
        )
    return headers
