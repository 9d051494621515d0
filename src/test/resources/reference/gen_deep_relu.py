"""Deep ReLU kernels at hard pairs of points -> deep-relu.json, 20 digits, by the textbook recursion
in 80-digit arithmetic: Sigma' = s (sin + (pi - phi) cos) + b^2, Theta' = Sigma' + w^2/2 (1 - phi/pi) Theta
with phi = acos of the normalised covariance; the output layer has no bias. The inputs are doubles,
written with all their digits. "scale" is the geometric mean of the kernel at the two points."""
import json
import random

import mpmath as mp

mp.mp.dps = 80


def recursion(x, y, w, b, hidden):
    lifted_x = [w * u for u in x] + [b]
    lifted_y = [w * u for u in y] + [b]
    rr = sum(u * u for u in lifted_x)
    ss = sum(u * u for u in lifted_y)
    covariance = sum(u * v for u, v in zip(lifted_x, lifted_y))
    theta = covariance
    for layer in range(hidden):
        bias = 0 if layer == hidden - 1 else b * b
        r = mp.sqrt(rr * ss)
        cosine = covariance / r if r > 0 else mp.mpf(1)
        phi = mp.acos(max(min(cosine, mp.mpf(1)), mp.mpf(-1)))
        covariance = w * w / (2 * mp.pi) * r * (mp.sin(phi) + (mp.pi - phi) * mp.cos(phi)) + bias
        theta = covariance + w * w / 2 * (1 - phi / mp.pi) * theta
        rr = w * w / 2 * rr + bias
        ss = w * w / 2 * ss + bias
    return covariance, theta


def pairs(d, draw):
    x = [draw.gauss(0, 1) for _ in range(d)]

    def near(h):
        return [u + h * draw.gauss(0, 1) for u in x]

    return [
        ("coinciding", x, x),
        ("apart by 1e-15", x, near(1e-15)),
        ("apart by 1e-9", x, near(1e-9)),
        ("apart by 1e-4", x, near(1e-4)),
        ("apart by 0.1", x, near(0.1)),
        ("generic", x, [draw.gauss(0, 1) for _ in range(d)]),
        ("antipodal", x, [-u for u in x]),
        ("nearly antipodal", x, [-u + 1e-8 * draw.gauss(0, 1) for u in x]),
        ("parallel", x, [2.5 * u for u in x]),
        ("far away", x, [1e6 * draw.gauss(0, 1) for _ in range(d)]),
        ("origin", x, [0.0] * d),
    ]


def exact(u):
    return format(u, ".17g")


def main():
    draw = random.Random(2021)
    scales = [(1.0, 1.0), (1.3, 0.4), (0.7, 0.0), (2.0 ** 0.5, 0.1), (2.0 ** 0.5, 0.0), (2.0, 1e-3), (3.0, 20.0)]
    rows = []
    for hidden in (1, 2, 3, 10, 50):
        for d, (w, b) in zip((1, 2, 5, 2, 3, 2, 1), scales):
            for what, x, y in pairs(d, draw):
                point = [[mp.mpf(u) for u in z] for z in (x, y)]
                wide, bias = mp.mpf(w), mp.mpf(b)
                values = recursion(point[0], point[1], wide, bias, hidden)
                own = [recursion(z, z, wide, bias, hidden) for z in point]
                rows.append({
                    "what": what, "hidden": hidden, "sigma_w": exact(w), "sigma_b": exact(b),
                    "x": [exact(u) for u in x], "y": [exact(u) for u in y],
                    "covariance": mp.nstr(values[0], 20), "ntk": mp.nstr(values[1], 20),
                    "covariance_scale": mp.nstr(mp.sqrt(own[0][0] * own[1][0]), 20),
                    "ntk_scale": mp.nstr(mp.sqrt(own[0][1] * own[1][1]), 20),
                })
    with open("deep-relu.json", "w") as out:
        out.write("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")


main()
