"""The Matern function 2^(1-nu)/Gamma(nu) z^nu K_nu(z) to 40 digits: matern.csv.

Usage: python3 matern.py > matern.csv   (mpmath)
"""
import mpmath as mp

mp.mp.dps = 80
print("smoothness,z,k")
for nu in (0.01, 0.3, 0.5, 0.75, 1.0, 1.001, 1.5, 2.0, 2.5, 3.7, 6.0, 10.0):
    for z in (1e-12, 1e-8, 1e-4, 0.003, 0.05, 0.3, 0.8, 1.3, 1.7, 1.99, 2.0, 2.01, 2.5, 4.0, 7.0, 12.0, 30.0, 100.0):
        n, x = mp.mpf(nu), mp.mpf(z)
        print(f"{nu!r},{z!r},{mp.nstr(2 ** (1 - n) / mp.gamma(n) * x**n * mp.besselk(n, x), 40)}")
