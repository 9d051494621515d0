"""Coefficients of atan(h) = h + h z Q(z), z = h^2, |h| <= 1: a near-minimax polynomial Q.

Remez exchange in 50 digits on z in [0, 1], error weighted so that the relative error of atan is levelled.
Usage: python3 arctangent_coefficients.py DEGREE
"""
import sys
import mpmath as mp
mp.mp.dps = 60
n = int(sys.argv[1])  # degree of Q
def f(z):
    h = mp.sqrt(z)
    return (mp.atan(h) / h - 1) / z if z > mp.mpf('1e-12') else -mp.mpf(1)/3 + z/5 - z*z/7
def w(z):  # d(relative error of atan)/dQ = z / (atan(h)/h)
    h = mp.sqrt(z)
    return z / (mp.atan(h) / h) if z > mp.mpf('1e-12') else z
# Remez on the weighted problem; z = 0 has weight zero, so the nodes lie in (0, 1]
pts = [(1 - mp.cos(mp.pi * (2*k + 1) / (2*(n + 2)))) / 2 for k in range(n + 2)]
pts[-1] = mp.mpf(1)
for it in range(12):
    A = mp.matrix(n + 2, n + 2); b = mp.matrix(n + 2, 1)
    for i, z in enumerate(pts):
        for j in range(n + 1): A[i, j] = z**j
        A[i, n + 1] = (-1)**i / w(z); b[i] = f(z)
    sol = mp.lu_solve(A, b); c = [sol[j] for j in range(n + 1)]; E = sol[n + 1]
    err = lambda z: w(z) * (mp.polyval(c[::-1], z) - f(z))
    grid = sorted(set([(1 - mp.cos(mp.pi * k / 1200)) / 2 for k in range(1, 1201)]))
    vals = [err(z) for z in grid]
    ext = []
    for k in range(len(grid)):
        l = vals[k-1] if k else mp.mpf(0); r = vals[k+1] if k + 1 < len(grid) else mp.mpf(0)
        if abs(vals[k]) >= abs(l) * (1 if l*vals[k] > 0 else 0) and abs(vals[k]) >= abs(r) * (1 if r*vals[k] > 0 else 0):
            if ext and vals[k] * vals[ext[-1]] > 0:
                if abs(vals[k]) > abs(vals[ext[-1]]): ext[-1] = k
            else: ext.append(k)
    if len(ext) < n + 2: break
    ext = ext[:n+2] if abs(vals[ext[0]]) > abs(vals[ext[-1]]) else ext[-(n+2):]
    pts = [grid[k] for k in ext]
    m = max(abs(v) for v in vals)
    if m / abs(E) < 1.01: break
print("degree", n, "max relative error", mp.nstr(m, 4), "=", mp.nstr(m / mp.mpf(2)**-53, 4), "half ulp")
for x in c: print(repr(float(x)) + ",")
