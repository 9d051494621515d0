// libcusolverMg.so.11: JCusolver's native library needs it to load; nothing here solves on several devices.
extern "C" __attribute__((visibility("default"))) int cusolverMgCreate(void**) {
  constexpr int not_supported = 9;
  return not_supported;
}
