"""Stands in for `requests.get` where that package is not installed: status_code and content, nothing else."""

import urllib.error
import urllib.request


class Response:
    def __init__(self, status_code, content):
        self.status_code = status_code
        self.content = content


def get(url):
    try:
        with urllib.request.urlopen(url) as response:
            return Response(response.status, response.read())
    except urllib.error.HTTPError as error:
        return Response(error.code, error.read())
