package org.ntkasymptotics.backend.cuda;

import org.ntkasymptotics.backend.Meter;
import org.ntkasymptotics.backend.Precision;

/** Fills the upper triangle of Θ/M, tile by tile: launches {@code gram.cu}. */
final class CudaGram {
  /** Rows and columns of one block's tile, as in gram.cu. */
  static final int GRAM_TILE = 64;

  /** Threads of a block, as in gram.cu. */
  static final int GRAM_THREADS = 256;

  private static final String STAGE = "kernel matrix";

  private final CudaContext context;
  private final KernelModule module;
  private final KernelFunction function;

  CudaGram(CudaContext context, KernelModule module, KernelFunction function) {
    this.context = context;
    this.module = module;
    this.function = function;
  }

  /** The matrix; every entry is computed once, by itself. */
  CudaMatrix compute(CudaPoints points, Precision precision, Meter meter) {
    CudaMatrix matrix = new CudaMatrix(context, precision, points.count());
    try {
      module.launch(
          STAGE,
          function,
          new KernelModule.Grid(blocks(points.count()), 1, GRAM_THREADS),
          points.coordinates(),
          points.norms(),
          points.size(),
          points.dimension(),
          KernelModule.of(matrix.memory()),
          points.parameters());
      meter.done();
      return matrix;
    } catch (RuntimeException | Error e) {
      matrix.close();
      throw e;
    }
  }

  /** One for each tile of the triangle. */
  static long blocks(long size) {
    long tiles = (size + GRAM_TILE - 1) / GRAM_TILE;
    return tiles * (tiles + 1) / 2;
  }
}
