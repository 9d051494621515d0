"""Writes arctangent_table.inc: nodes and polynomial of arctangent.cuh.

Bins: 1/h in [1, 64) is cut into 16 equal parts an octave; the node of a bin is the tangent of the middle of its
angles, rounded to 12 bits so that it is exact in single precision too. What is left is |t| <= 0.0157, and
atan(t) = t + t z P(z), z = t^2: P by Remez exchange for the error of atan relative to max(|t|, first angle).
Usage: python3 arctangent_table.py > arctangent_table.inc
"""
import mpmath as mp

mp.mp.dps = 50
BINS, OCTAVES = 16, 6


def rounded(x, bits):
    scale = mp.mpf(2) ** (bits - 1 - int(mp.floor(mp.log(x, 2))))
    return mp.nint(x * scale) / scale


nodes, widest = [], mp.mpf(1) / 64
for octave in range(OCTAVES):
    for part in range(BINS):
        low, high = ((mp.mpf(2) ** octave * (1 + mp.mpf(p) / BINS)) for p in (part, part + 1))
        tangent = rounded(mp.tan((mp.atan(1 / low) + mp.atan(1 / high)) / 2), 12)
        nodes.append(tangent)
        for end in (low, high):
            widest = max(widest, abs((1 / end - tangent) / (1 + tangent / end)))
nodes.append(mp.mpf(0))


def polynomial(degree):
    """Near-minimax P on z in [0, widest^2] for P z, by interpolation at Chebyshev points."""
    top = widest**2
    f = lambda z: (mp.atan(mp.sqrt(z)) / mp.sqrt(z) - 1) / z
    points = [top * (1 + mp.cos(mp.pi * (2 * k + 1) / (2 * (degree + 1)))) / 2 for k in range(degree + 1)]
    matrix = mp.matrix(degree + 1, degree + 1)
    for i, z in enumerate(points):
        for j in range(degree + 1):
            matrix[i, j] = z**j
    c = mp.lu_solve(matrix, mp.matrix([f(z) for z in points]))
    worst = max(abs(z * (mp.polyval(list(c)[::-1], z) - f(z))) for z in (top * k / 400 for k in range(1, 401)))
    return c, worst


print("// Written by arctangent_table.py: do not edit.")
print(f"// |t| <= {mp.nstr(widest, 4)}")
for name, degree in (("DOUBLE", 2), ("SINGLE", 0)):
    c, worst = polynomial(degree)
    print(f"// relative error of atan(t): {mp.nstr(worst, 3)}")
    print(f"#define NTK_ARCTANGENT_{name} " + ", ".join(repr(float(x)) for x in c))
print("#define NTK_ARCTANGENT_NODES \\")
for k, h in enumerate(nodes):
    end = "" if k == len(nodes) - 1 else " \\"
    print(f"  {{{float(h)!r}, {float(2 * mp.atan(h))!r}}},{end}")
