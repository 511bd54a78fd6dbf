"""Drives the service as its users do, with the Python client of Fraunhofer IOSB (frost_sta_client). One line a step."""

import sys

import frost_sta_client as fsc
import geojson

service = fsc.SensorThingsService(sys.argv[1])
steps = 0
failed = 0


def step(name, work, expected=None):
    """Runs a step and compares what it gives."""
    global steps, failed
    steps += 1
    try:
        given = work()
        if expected is not None and given != expected:
            raise AssertionError(f"{given!r} is not {expected!r}")
        print(f"  ok    {name}")
        return given
    except Exception as error:  # noqa: BLE001 — whatever the client raises is a failure of the step
        failed += 1
        print(f"  FAIL  {name}: {type(error).__name__} {error}")
        return None


def names(entities):
    return [one.name for one in entities]


point = geojson.Point((-1.68, 48.11))
location = fsc.Location(name="Hall", description="Town hall", location=point, encoding_type="application/geo+json")
thing = fsc.Thing(name="Client thing", description="Made by a client", properties={"floor": 2})
thing.locations = fsc.EntityList(entity_class="frost_sta_client.model.location.Location", entities=[location])
sensor = fsc.Sensor(name="Client sensor", description="A sensor", encoding_type="text/html", metadata="https://example.org")
observed = fsc.ObservedProperty(
    name="Temperature", definition="http://qudt.org/vocab/quantitykind/Temperature", description="Air"
)
unit = fsc.UnitOfMeasurement(name="degree Celsius", symbol="°C", definition="http://qudt.org/vocab/unit/DEG_C")

step("create a thing with its location", lambda: service.create(thing))
step("create a sensor", lambda: service.create(sensor))
step("create an observed property", lambda: service.create(observed))
stream = fsc.Datastream(
    name="Client datastream",
    description="A datastream",
    observation_type="http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement",
    unit_of_measurement=unit,
    thing=thing,
    sensor=sensor,
    observed_property=observed,
)
step("create a datastream", lambda: service.create(stream))
for hour in range(5):
    observation = fsc.Observation(phenomenon_time=f"2024-05-01T0{hour}:00:00Z", result=10 + hour, datastream=stream)
    step(f"create an observation ({hour})", lambda: service.create(observation))

step("find a thing by its id", lambda: service.things().find(thing.id).name, "Client thing")
step("filter", lambda: names(service.things().query().filter("properties/floor eq 2").list()), ["Client thing"])
step(
    "filter by a related entity and a place",
    lambda: names(
        service.datastreams()
        .query()
        .filter("Thing/name eq 'Client thing' and st_within(Thing/Locations/location, geography'POLYGON((-2 48,-1 48,-1 49,-2 49,-2 48))')")
        .list()
    ),
    ["Client datastream"],
)
step(
    "page through all, two at a time",
    lambda: [one.result for one in stream.get_observations().query().orderby("phenomenonTime", "ASC").top(2).list()],
    [10, 11, 12, 13, 14],
)
step(
    "order and skip",
    lambda: service.observations().query().orderby("result", "DESC").top(1).skip(1).list().entities[0].result,
    13,
)
step("count", lambda: service.observations().query().count().list().count, 5)
step(
    "expand",
    lambda: [one.thing.name for one in service.datastreams().query().expand("Thing,Observations($top=1)").list()],
    ["Client thing"],
)
step("the feature made from the location", lambda: "Hall" in names(service.features_of_interest().query().list()), True)


def update():
    found = service.things().find(thing.id)
    found.name = "Renamed"
    service.update(found)
    return service.things().find(thing.id).name


step("update", update, "Renamed")


def delete():
    service.delete(thing)
    return len(service.datastreams().query().list().entities)


step("delete with what hangs from it", delete, 0)
for entity in (sensor, observed, *service.features_of_interest().query().list(), *service.locations().query().list()):
    step("delete what is left", lambda: service.delete(entity))
print(f"frost_sta_client: {steps - failed} of {steps} steps")
sys.exit(1 if failed else 0)
