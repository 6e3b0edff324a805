// What writers' bytes go through on their way. Private to formats/.
#pragma once

#include <memory>
#include <string>

#include "formats/unit_stream.h"

namespace oimtm::formats {

// UTF-8 in any parts to UTF-16, little endian, with a byte order mark.
ByteSink utf16_sink(ByteSink sink);

// Bytes to gzip. The end has to be told: the last bytes come then.
class GzipSink {
 public:
  explicit GzipSink(ByteSink sink);
  ~GzipSink();
  GzipSink(const GzipSink&) = delete;
  GzipSink& operator=(const GzipSink&) = delete;

  void write(std::string_view bytes);
  void finish();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace oimtm::formats
