"""flask-smorest, told to speak of errors as this service does."""

from __future__ import annotations

import http
from typing import Any

from flask import Response
from flask_smorest import Api
from flask_smorest.utils import prepare_response
from werkzeug.exceptions import HTTPException

from coder.service.problems import http_problem
from schemas.problems import PROBLEMS, problem_body
from schemas.responses import ProblemSchema


class DragomanApi(Api):
    """Documents and answers errors as application/problem+json."""

    ERROR_SCHEMA = ProblemSchema

    def handle_http_exception(self, error: HTTPException) -> Response:
        """Called by Flask for every HTTP error."""
        return http_problem(error)

    def _register_responses(self) -> None:
        for status in http.HTTPStatus:
            self._register_problem(status.name, status.phrase, status)
        self._register_problem("DEFAULT_ERROR", "Any other error")

    def _register_problem(self, name: str, description: str, status: int = 0) -> None:
        types = [type for type, its_status in PROBLEMS.items() if its_status == status]
        response: dict[str, Any] = {"description": description, "schema": ProblemSchema}
        if types:
            response["examples"] = {each: {"value": problem_body(each, "What went wrong, in words.")} for each in types}
        prepare_response(response, self.spec, "application/problem+json")
        self.spec.components.response(name, response, lazy=True)
