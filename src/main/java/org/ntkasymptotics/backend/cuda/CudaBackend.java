package org.ntkasymptotics.backend.cuda;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ntkasymptotics.backend.Backend;
import org.ntkasymptotics.backend.BackendInfo;
import org.ntkasymptotics.backend.BackendMatrix;
import org.ntkasymptotics.backend.BackendOptions;
import org.ntkasymptotics.backend.BackendUnavailableException;
import org.ntkasymptotics.backend.ComputationException;
import org.ntkasymptotics.backend.CudaReport;
import org.ntkasymptotics.backend.Descent;
import org.ntkasymptotics.backend.DescentSession;
import org.ntkasymptotics.backend.Eigensystem;
import org.ntkasymptotics.backend.KernelProduct;
import org.ntkasymptotics.backend.MemoryPlan;
import org.ntkasymptotics.backend.Meter;
import org.ntkasymptotics.backend.Modes;
import org.ntkasymptotics.backend.NetworkProduct;
import org.ntkasymptotics.backend.Precision;
import org.ntkasymptotics.backend.Progress;
import org.ntkasymptotics.backend.Shapes;
import org.ntkasymptotics.kernel.EmpiricalNtk;
import org.ntkasymptotics.kernel.NtkKernel;
import org.ntkasymptotics.linalg.RowMatrix;
import org.ntkasymptotics.network.Checkpoints;
import org.ntkasymptotics.network.DescentPlan;
import org.ntkasymptotics.network.FiniteNetwork;
import org.ntkasymptotics.network.LayeredNetwork;
import org.ntkasymptotics.network.TrainingRun;

/** A CUDA device. */
public final class CudaBackend implements Backend {
  private final BackendOptions options;
  private final String reason;
  private final Progress progress;
  private final int solverVersion;
  private final CudaContext context;
  private final KernelModule module;
  private final CudaSolver solver;

  private CudaBackend(
      BackendOptions options,
      String reason,
      Progress progress,
      CudaDiagnosis.Usable usable,
      CudaContext context) {
    this.options = options;
    this.reason = reason;
    this.progress = progress;
    this.solverVersion = usable.solverVersion();
    this.context = context;
    this.module = new KernelModule(context, usable.image());
    this.solver = new CudaSolver(context, precision());
    solver.handle(); // without it, another machine must be taken: not found out in the middle
  }

  /**
   * Opens a device, or several side by side.
   *
   * @param reason why it was chosen, for {@link #info}
   * @throws BackendUnavailableException saying, in one clause, what is missing
   */
  public static Backend open(BackendOptions options, String reason, Progress progress) {
    return options.devices().isOne()
        ? open(options.devices().indices().get(0), options, reason, progress)
        : CudaDevices.open(options, reason, progress);
  }

  /** Opens one device. */
  static CudaBackend open(int device, BackendOptions options, String reason, Progress progress) {
    LibrarySearch search = search(options);
    CudaLibraries.requireFound(search); // who has no device need not hear what it could not do
    CudaDiagnosis.Usable usable = new CudaDiagnosis(search, device).usable();
    CudaContext context;
    try {
      context = new CudaContext(usable.device());
    } catch (ComputationException e) {
      throw new BackendUnavailableException(e.getMessage(), e);
    }
    try {
      return new CudaBackend(options, reason, progress, usable, context);
    } catch (ComputationException e) {
      context.close();
      throw new BackendUnavailableException(e.getMessage(), e);
    } catch (RuntimeException | Error e) {
      context.close();
      throw e;
    }
  }

  /** What was looked for, found, and missing. */
  public static CudaReport report(BackendOptions options) {
    int first = options.devices().among(1).get(0);
    return new CudaDiagnosis(search(options), first).report(options.devices());
  }

  /**
   * The indices of the devices that {@link #open} opens.
   *
   * @param progress hears which are left out where all are asked for
   * @throws BackendUnavailableException saying, in one clause, what is missing
   */
  public static List<Integer> devices(BackendOptions options, Progress progress) {
    try (Backend opened = open(options, "to be tried", progress)) {
      return opened instanceof CudaDevices several
          ? several.indices()
          : List.of(((CudaBackend) opened).device().index());
    }
  }

  /** The indices asked for; no context is made on any device. */
  static List<Integer> asked(BackendOptions options) {
    if (!options.devices().indices().isEmpty()) {
      return options.devices().indices();
    }
    LibrarySearch search = search(options);
    CudaLibraries.requireFound(search);
    return options.devices().among(CudaDiagnosis.count(search));
  }

  private static LibrarySearch search(BackendOptions options) {
    return LibraryLocator.ofThisMachine(options.cudaLibs()).search();
  }

  /** The device. */
  CudaDevice device() {
    return context.device();
  }

  /** Where its memory is. */
  CudaContext context() {
    return context;
  }

  /** Its kernels. */
  KernelModule module() {
    return module;
  }

  private Precision precision() {
    return options.precision();
  }

  @Override
  public BackendInfo info() {
    Map<String, String> properties = new LinkedHashMap<>();
    CudaDevice device = context.device();
    properties.put("compute capability", device.capabilityText());
    properties.put("driver", "CUDA " + CudaDevice.version(device.driverVersion()));
    properties.put("cuSOLVER", solverVersion / 1000 + "." + solverVersion % 1000 / 100);
    properties.put("eigenvectors by", eighRoutine().title());
    properties.put("precision", precision().word());
    return new BackendInfo(
        "cuda", device.title(), reason, options.workers(), precision(), properties);
  }

  private CudaMemory memory() {
    return new CudaMemory(context, solver, eighRoutine(), precision(), solverVersion);
  }

  /** Of the routines that this build has the one that takes the largest matrices. */
  private EighRoutine eighRoutine() {
    return Xsyevd.isThere() ? new Xsyevd(context, solver, precision()) : syevd();
  }

  /** The routine that every build has. */
  Syevd syevd() {
    return new Syevd(context, solver, precision());
  }

  @Override
  public MemoryPlan memoryPlan(String operation, long points) {
    return memory().plan(operation, points, 0);
  }

  @Override
  public MemoryPlan memoryPlan(String operation, NtkKernel kernel, long points) {
    return memory().plan(operation, kernel, points);
  }

  @Override
  public BackendMatrix gram(NtkKernel kernel, RowMatrix points) {
    Shapes.requirePoints(points);
    memoryPlan("gram", kernel, points.rows()).orRefuse();
    Meter meter = new Meter(progress, "kernel matrix");
    if (kernel instanceof EmpiricalNtk empirical) {
      LayeredNetwork network = empirical.network().layered();
      return new CudaEmpiricalGram(context, module, network, points, precision()).compute(meter);
    }
    KernelFunction function = KernelFunction.gram(kernel, precision());
    try (CudaPoints uploaded = upload(kernel, points)) {
      return new CudaGram(context, module, function).compute(uploaded, precision(), meter);
    }
  }

  @Override
  public Eigensystem eigh(BackendMatrix gram) {
    return eigh(gram, eighRoutine());
  }

  /** The same by a routine of one's choice. */
  Eigensystem eigh(BackendMatrix gram, EighRoutine routine) {
    CudaMatrix matrix = own(gram);
    try {
      memory().plan("eigh", matrix.size(), memory().gram(matrix.size())).orRefuse();
      return new CudaEigh(context, module, solver, routine, progress).compute(matrix);
    } catch (RuntimeException | Error e) {
      matrix.close();
      throw e;
    }
  }

  @Override
  public Modes modes(BackendMatrix gram, RowMatrix residuals) {
    CudaMatrix matrix = own(gram);
    Shapes.requireLength(matrix.size(), residuals, "residual");
    try {
      memory().plan("modes", matrix.size(), memory().gram(matrix.size())).orRefuse();
      return new CudaModes(context, module, solver, progress).compute(matrix, residuals);
    } catch (RuntimeException | Error e) {
      matrix.close();
      throw e;
    }
  }

  @Override
  public KernelProduct product(NtkKernel kernel, RowMatrix points) {
    Shapes.requirePoints(points);
    if (kernel instanceof EmpiricalNtk empirical) {
      FiniteNetwork network = empirical.network().layered();
      return new NetworkProduct(
          new CudaDescent(context, module, network, points, precision()), points.rows());
    }
    return product(kernel, points, ProductStrips.of(points.rows()));
  }

  /** The same with points cut in a given way. */
  CudaProduct product(NtkKernel kernel, RowMatrix points, ProductStrips strips) {
    KernelFunction function = KernelFunction.product(kernel, precision());
    return new CudaProduct(context, module, function, upload(kernel, points), strips, progress);
  }

  @Override
  public TrainingRun descent(
      FiniteNetwork initial,
      RowMatrix points,
      double[] residual,
      DescentPlan plan,
      Checkpoints checkpoints,
      Progress listener) {
    DescentSession session = new DescentSession(initial, points, residual, plan, checkpoints);
    try (Descent descent = descent(initial, points, plan.precision())) {
      return session.run(descent, listener);
    }
  }

  /** Descent of a network on points, from its initial parameters. */
  Descent descent(FiniteNetwork initial, RowMatrix points, DescentPlan.Precision precision) {
    Precision arithmetic = Precision.valueOf(precision.name());
    return new CudaDescent(context, module, initial, points, arithmetic);
  }

  private CudaPoints upload(NtkKernel kernel, RowMatrix points) {
    return new CudaPoints(context, precision(), kernel, points);
  }

  private CudaMatrix own(BackendMatrix gram) {
    if (gram instanceof CudaMatrix matrix) {
      if (matrix.context() != context) {
        throw new IllegalArgumentException(
            context.device().title() + " cannot take a matrix of another device");
      }
      matrix.memory();
      return matrix;
    }
    throw new IllegalArgumentException(
        "back end cuda takes only the matrices it made; got a " + gram.getClass().getSimpleName());
  }

  @Override
  public void close() {
    context.close();
  }
}
