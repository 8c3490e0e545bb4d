from counterclaim.pipeline.api import Ledger as Ledger
from counterclaim.pipeline.api import Ledger as open
from counterclaim.pipeline.api import read_path as read_file
from counterclaim.pipeline.api import read_text as read

__version__: str
__all__ = ["Ledger", "__version__", "open", "read", "read_file"]
