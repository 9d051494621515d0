/**
 * A CUDA device as a back end. Matrices are made, kept and decomposed in device memory; the host
 * sees points, residuals, eigenvalues and coefficients. Networks train there in a stream of their
 * own, and the host sees their losses. Only the driver API, cuBLAS and cuSOLVER are called, through
 * JCuda, otherwise on the null stream.
 *
 * <p>Finding libraries: {@link org.ntkasymptotics.backend.cuda.LibraryLocator}, {@link
 * org.ntkasymptotics.backend.cuda.CudaLibraries}, {@link
 * org.ntkasymptotics.backend.cuda.NativeCache}. The device: {@link
 * org.ntkasymptotics.backend.cuda.CudaContext} and what it owns. The work: one class an operation.
 */
package org.ntkasymptotics.backend.cuda;
