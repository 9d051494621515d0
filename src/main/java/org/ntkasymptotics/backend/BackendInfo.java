package org.ntkasymptotics.backend;

import java.util.Map;

/**
 * Describes a back end.
 *
 * @param name "cpu", "cuda" or "spark"
 * @param device the machine in words
 * @param reason why it was chosen
 * @param threads worker threads on the host
 * @param precision of its matrices and eigenvalues
 * @param properties library versions, vector width and the like, in display order
 */
public record BackendInfo(
    String name,
    String device,
    String reason,
    int threads,
    Precision precision,
    Map<String, String> properties) {}
