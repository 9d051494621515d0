"""The angular functions of the kernels of activation (z)_+^q to 40 digits: power_profiles.csv.

g = I_q + q^2 cos(phi) I_(q-1) (ntk) or I_q (covariance),
I_p = 2^p Gamma(p+1)/(2 pi) c^(2p+1) Beta(1/2, p+1) 2F1(1/2, 1/2; p + 3/2; c^2), c = cos(phi/2);
side acute: s = sin^2(phi/2), side obtuse: s = cos^2(phi/2). q and s are doubles, written in full.
Usage: python3 power_profiles.py > power_profiles.csv   (mpmath)
"""
import mpmath as mp

mp.mp.dps = 120


def moment(p, u):
    return 2**p * mp.gamma(p + 1) / (2 * mp.pi) * u ** (p + mp.mpf(1) / 2) * mp.beta(mp.mpf(1) / 2, p + 1) * (
        mp.hyp2f1(mp.mpf(1) / 2, mp.mpf(1) / 2, p + mp.mpf(3) / 2, u))


def profile(kind, q, u):
    g = moment(q, u)
    return g + q * q * (2 * u - 1) * moment(q - 1, u) if kind == "ntk" else g


print("kernel,q,side,s,g")
for kind in ("ntk", "covariance"):
    for q in (0.5001, 0.51, 0.55, 0.6, 0.75, 0.9, 1.0, 1.25, 1.49, 1.5, 1.5001, 2.0, 2.5, 3.0, 3.7, 5.0, 7.5, 12.5, 20.0):
        for side in ("acute", "obtuse"):
            for s in (0.0, 1e-60, 1e-30, 3e-20, 1e-12, 1e-7, 1e-4, 0.002, 0.03, 0.1, 0.2, 0.3, 0.4, 0.45, 0.5):
                u = mp.mpf(s) if side == "obtuse" else 1 - mp.mpf(s)
                g = profile(kind, mp.mpf(q), u)
                print(f"{kind},{q!r},{side},{s!r},{mp.nstr(g, 40)}")
