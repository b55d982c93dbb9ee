"""Derives JSON schemas from the official OpenLineage client for Python; see NOTICE.md.

pip install openlineage-python==1.54.0 && python3 deriveSpecification.py > specification.json
"""

import enum
import inspect
import json
import types
import typing
from importlib import import_module

import attr

PACKAGE = "openlineage.client.generated"
BASE = ["BaseEvent", "RunEvent", "BaseFacet", "Run", "RunFacet", "Job", "JobFacet", "Dataset", "DatasetFacet"]
BASE += ["InputDataset", "InputDatasetFacet", "OutputDataset", "OutputDatasetFacet"]
FACETS = {
    "parent_run": "ParentRunFacet",
    "nominal_time_run": "NominalTimeRunFacet",
    "error_message_run": "ErrorMessageRunFacet",
    "processing_engine_run": "ProcessingEngineRunFacet",
    "job_type_job": "JobTypeJobFacet",
    "documentation_job": "DocumentationJobFacet",
    "datasource_dataset": "DatasourceDatasetFacet",
    "schema_dataset": "SchemaDatasetFacet",
    "dataset_version_dataset": "DatasetVersionDatasetFacet",
    "dataset_type_dataset": "DatasetTypeDatasetFacet",
    "column_lineage_dataset": "ColumnLineageDatasetFacet",
    "input_statistics_input_dataset": "InputStatisticsInputDatasetFacet",
    "output_statistics_output_dataset": "OutputStatisticsOutputDatasetFacet",
    "data_quality_assertions_dataset": "DataQualityAssertionsDatasetFacet",
}
# The client fills them in by itself, so to it they are optional; to the specification they are not.
ALWAYS = {"producer", "schemaURL", "_producer", "_schemaURL"}
SCALARS = {str: "string", bool: "boolean", int: "integer", float: "number"}
FORMATS = {"urlparse": "uri", "isoparse": "date-time", "UUID": "uuid"}


def format_of(field):
    source = inspect.getsource(field.validator) if field.validator else ""
    return next(({"format": name} for mark, name in FORMATS.items() if mark in source), {})


def schema_of(hint, path):
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return schema_of(next(each for each in arguments if each is not type(None)), path)
    if origin is list:
        return {"type": "array", "items": schema_of(arguments[0], path)}
    if origin is dict:
        values = {} if arguments[1] is typing.Any else {"additionalProperties": schema_of(arguments[1], path)}
        return {"type": "object", **values}
    if hint in SCALARS:
        return {"type": SCALARS[hint]}
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return {"type": "string", "enum": [each.value for each in hint]}
    if hint.__module__ == f"{PACKAGE}.base":
        return {"$ref": hint._get_schema()}
    if hint in path:
        return {"type": "object"}
    return {**own_of(hint, [*path, hint]), "additionalProperties": False}


def own_of(cls, path):
    hints = typing.get_type_hints(cls)
    inherited = {field.name for base in cls.__mro__[1:] if attr.has(base) for field in attr.fields(base)}
    fields = [field for field in attr.fields(cls) if field.name not in inherited]
    required = [field.name for field in fields if field.default is attr.NOTHING or field.name in ALWAYS]
    properties = {field.name: {**schema_of(hints[field.name], path), **format_of(field)} for field in fields}
    return {"type": "object", "properties": properties, **({"required": required} if required else {})}


def definition_of(cls):
    parents = [base for base in cls.__bases__ if base.__module__ == f"{PACKAGE}.base" and attr.has(base)]
    own = own_of(cls, [cls])
    return {"allOf": [*({"$ref": base._get_schema()} for base in parents), own]} if parents else own


def document(classes, is_closed):
    identifier = classes[0]._get_schema().split("#")[0]
    closed = {"unevaluatedProperties": False} if is_closed else {}
    definitions = {cls.__name__: {**definition_of(cls), **closed} for cls in classes}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": identifier, "$defs": definitions}


base = import_module(f"{PACKAGE}.base")
documents = [document([getattr(base, name) for name in BASE], False)]
documents += [document([getattr(import_module(f"{PACKAGE}.{module}"), name)], True) for module, name in FACETS.items()]
print(json.dumps(documents, indent=2))
