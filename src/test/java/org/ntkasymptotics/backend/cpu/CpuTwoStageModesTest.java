package org.ntkasymptotics.backend.cpu;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendChoice;
import org.ntkasymptotics.backend.BackendMatrix;
import org.ntkasymptotics.backend.Backends;
import org.ntkasymptotics.backend.Modes;
import org.ntkasymptotics.backend.ModesContract;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.linalg.RowMatrix;

/** The two-stage route at sizes around its band width, with bands for vectors and plain loops. */
class CpuTwoStageModesTest {

  abstract static class WithBand extends ModesContract {
    private final int band;
    private final int threads;

    WithBand(int band, int threads) {
      this.band = band;
      this.threads = threads;
    }

    @Override
    protected Backend open(int ignored) {
      return Backends.open(BackendChoice.CPU, threads);
    }

    @Override
    protected Modes modes(Backend backend, BackendMatrix gram, RowMatrix residuals) {
      return new CpuModes(CpuModes.Route.TWO_STAGE, band, new Workers(threads), Progress.NONE)
          .compute((CpuMatrix) gram, residuals);
    }

    /** Around one, two and three bands, and enough tiles of 128 for all kinds of update. */
    @Override
    protected List<Integer> sizes() {
      return List.of(
          1,
          2,
          3,
          band - 1,
          band,
          band + 1,
          2 * band - 1,
          2 * band,
          2 * band + 1,
          3 * band + 5,
          128 + band,
          129 + band,
          400);
    }
  }

  @Nested
  class BandOfTheEngine extends WithBand {
    BandOfTheEngine() {
      super(CpuModes.BAND, 2);
    }
  }

  @Nested
  class BandOfOneStrip extends WithBand {
    BandOfOneStrip() {
      super(32, 3);
    }
  }

  @Nested
  class NarrowBandWithoutVectors extends WithBand {
    NarrowBandWithoutVectors() {
      super(4, 1);
    }
  }
}
