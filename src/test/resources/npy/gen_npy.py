"""Writes the .npy files beside it with NumPy: the array [[0, 1, 2], [100, 4, 5]] in the types, byte orders, memory orders and versions that NpyFileTest reads."""
import pathlib

import numpy as np

here = pathlib.Path(__file__).parent
a = np.array([[0, 1, 2], [100, 4, 5]])
for t in ["<f8", ">f8", "<f4", ">f4", "<i8", ">i8", "<i4", ">i2", "<u8", ">u4", "<u2", "|i1", "|u1"]:
    np.save(here / f"{t.replace('<', 'little-').replace('>', 'big-').replace('|', '')}.npy", a.astype(t))
np.save(here / "fortran.npy", np.asfortranarray(a.astype("<f8")))
np.save(here / "vector.npy", a.ravel().astype("<f8"))
for v in [2, 3]:
    with open(here / f"version-{v}.npy", "wb") as f:
        np.lib.format.write_array(f, a.astype("<f8"), version=(v, 0))
