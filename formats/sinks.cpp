#include "formats/sinks.h"

#include <zlib.h>

#include <array>
#include <new>

#include "text/characters.h"

namespace oimtm::formats {

namespace {

class Utf16 {
 public:
  explicit Utf16(ByteSink sink) : sink_(std::move(sink)) {}

  void write(std::string_view bytes) {
    rest_ += bytes;
    std::string wide;
    if (is_first_) wide = "\xFF\xFE";
    is_first_ = false;
    const std::size_t end = whole();
    for (std::size_t at = 0; at < end;) {
      const char32_t c = text::next_character(rest_, at);
      if (c < 0x10000) {
        append(wide, c);
      } else {
        append(wide, 0xD800 + ((c - 0x10000) >> 10));
        append(wide, 0xDC00 + ((c - 0x10000) & 0x3FF));
      }
    }
    rest_.erase(0, end);
    sink_(wide);
  }

 private:
  static void append(std::string& wide, char32_t unit) {
    wide += static_cast<char>(unit & 0xFF);
    wide += static_cast<char>(unit >> 8);
  }

  // Bytes up to a character that breaks off at the end.
  std::size_t whole() const {
    std::size_t end = rest_.size();
    std::size_t back = 0;
    while (back < 3 && end > 0 && (static_cast<unsigned char>(rest_[end - 1]) & 0xC0) == 0x80) {
      --end;
      ++back;
    }
    if (end == 0) return rest_.size();
    const auto lead = static_cast<unsigned char>(rest_[end - 1]);
    const std::size_t wanted = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
    return back < wanted ? end - 1 : rest_.size();
  }

  ByteSink sink_;
  std::string rest_;
  bool is_first_ = true;
};

}  // namespace

ByteSink utf16_sink(ByteSink sink) {
  const auto state = std::make_shared<Utf16>(std::move(sink));
  return [state](std::string_view bytes) { state->write(bytes); };
}

class GzipSink::Impl {
 public:
  explicit Impl(ByteSink sink) : sink_(std::move(sink)) {
    // 16 more than the window's size asks for gzip's frame; no name, no date: the same
    // units give the same bytes.
    if (deflateInit2(&stream_, Z_DEFAULT_COMPRESSION, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
      throw std::bad_alloc();
  }
  ~Impl() { deflateEnd(&stream_); }
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;

  void write(std::string_view bytes, int flush) {
    std::array<char, 64 * 1024> packed{};
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // zlib only reads it
    stream_.avail_in = static_cast<uInt>(bytes.size());
    do {
      stream_.next_out = reinterpret_cast<Bytef*>(packed.data());
      stream_.avail_out = static_cast<uInt>(packed.size());
      deflate(&stream_, flush);
      const std::size_t size = packed.size() - stream_.avail_out;
      if (size > 0) sink_({packed.data(), size});
    } while (stream_.avail_out == 0);
  }

 private:
  ByteSink sink_;
  z_stream stream_{};
};

GzipSink::GzipSink(ByteSink sink) : impl_(std::make_unique<Impl>(std::move(sink))) {}
GzipSink::~GzipSink() = default;

void GzipSink::write(std::string_view bytes) {
  constexpr std::size_t kMost = 1 << 30;  // zlib counts in 32 bits
  for (; bytes.size() > kMost; bytes.remove_prefix(kMost)) impl_->write(bytes.substr(0, kMost), Z_NO_FLUSH);
  impl_->write(bytes, Z_NO_FLUSH);
}

void GzipSink::finish() { impl_->write({}, Z_FINISH); }

}  // namespace oimtm::formats
