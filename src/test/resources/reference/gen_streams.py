"""The first numbers of named streams, from the definition: SHA-256 of (root, big-endian; name in
UTF-8) read as four big-endian words is the state of xoshiro256++; uniforms are the top 53 bits;
normals by Marsaglia's polar method, with the logarithm of fdlibm (that is StrictMath.log; it is not
correctly rounded, so the C library's may differ in the last bit). Prints hexadecimal doubles; used by SeedsTest and
DistributionTest."""
import hashlib
import math
import struct

MASK = (1 << 64) - 1


def log(x):
    """fdlibm's __ieee754_log for normal x, operation by operation."""
    lg = [6.666666666666735130e-01, 3.999999999940941908e-01, 2.857142874366239149e-01,
          2.222219843214978396e-01, 1.818357216161805012e-01, 1.531383769920937332e-01,
          1.479819860511658591e-01]
    ln2_hi, ln2_lo = 6.93147180369123816490e-01, 1.90821492927058770002e-10
    word = struct.unpack(">Q", struct.pack(">d", x))[0]
    hx = word >> 32
    k = (hx >> 20) - 1023
    hx &= 0x000FFFFF
    i = (hx + 0x95F64) & 0x100000
    top = hx | (i ^ 0x3FF00000)
    x = struct.unpack(">d", struct.pack(">Q", (top << 32) | (word & 0xFFFFFFFF)))[0]
    k += i >> 20
    f = x - 1.0
    dk = float(k)
    if (0x000FFFFF & (2 + hx)) < 3:
        if f == 0:
            return 0.0 if k == 0 else dk * ln2_hi + dk * ln2_lo
        r = f * f * (0.5 - 0.33333333333333333 * f)
        return f - r if k == 0 else dk * ln2_hi - ((r - dk * ln2_lo) - f)
    s = f / (2.0 + f)
    z = s * s
    w = z * z
    t1 = w * (lg[1] + w * (lg[3] + w * lg[5]))
    t2 = z * (lg[0] + w * (lg[2] + w * (lg[4] + w * lg[6])))
    r = t2 + t1
    if ((hx - 0x6147A) | (0x6B851 - hx)) > 0:
        hfsq = 0.5 * f * f
        if k == 0:
            return f - (hfsq - s * (hfsq + r))
        return dk * ln2_hi - ((hfsq - (s * (hfsq + r) + dk * ln2_lo)) - f)
    if k == 0:
        return f - s * (f - r)
    return dk * ln2_hi - ((s * (f - r) - dk * ln2_lo) - f)


class Stream:
    def __init__(self, root, name):
        digest = hashlib.sha256(struct.pack(">q", root) + name.encode()).digest()
        self.s = list(struct.unpack(">4Q", digest))
        self.spare = None

    def bits(self):
        s = self.s
        rotl = lambda x, k: ((x << k) | (x >> (64 - k))) & MASK
        result = (rotl((s[0] + s[3]) & MASK, 23) + s[0]) & MASK
        t = (s[1] << 17) & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotl(s[3], 45)
        return result

    def uniform(self):
        return (self.bits() >> 11) * 2.0**-53

    def gaussian(self):
        if self.spare is not None:
            g, self.spare = self.spare, None
            return g
        while True:
            u, v = 2 * self.uniform() - 1, 2 * self.uniform() - 1
            s = u * u + v * v
            if 0 < s < 1:
                scale = math.sqrt(-2 * log(s) / s)
                self.spare = v * scale
                return u * scale


def show(title, values):
    print(title, ", ".join(v.hex() for v in values))


u = Stream(42, "a stream")
show("uniform 42 'a stream'", [u.uniform() for _ in range(3)])
g = Stream(-7, "Ströme")
show("gaussian -7 'Ströme'", [g.gaussian() for _ in range(3)])

# GaussianMixture(2, 8, 1.0, 0.5), root 1: all centres first, then point by point
centres = Stream(1, "data/centres")
c = [[1.0 * centres.gaussian() for _ in range(2)] for _ in range(8)]
points = Stream(1, "data/points")
x = []
for _ in range(3):
    k = int(points.uniform() * 8)
    x += [c[k][j] + 0.5 * points.gaussian() for j in range(2)]
show("mixture centres", c[0] + c[1])
show("mixture points", x)
