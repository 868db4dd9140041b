"""The list of all layers, in the order of the layer tree."""

from layers.barrier import BARRIER
from layers.crossing import CROSSING
from layers.facility import FACILITY
from layers.guard_post import GUARD_POST
from layers.incident import INCIDENT
from layers.observation import OBSERVATION
from layers.place import PLACE
from layers.repatriation import REPATRIATION
from layers.scene import SCENE
from layers.schema import Table
from layers.sea_arrival import SEA_ARRIVAL

LAYERS: tuple[Table, ...] = (
    FACILITY,
    CROSSING,
    REPATRIATION,
    INCIDENT,
    PLACE,
    SEA_ARRIVAL,
    BARRIER,
    GUARD_POST,
    OBSERVATION,
    SCENE,
)
