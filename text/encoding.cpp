#include "text/encoding.h"

#include <unicode/ucnv.h>
#include <unicode/utf8.h>

#include <array>

#include "text/error.h"

namespace oimtm::text {

namespace {

struct ConverterDeleter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, ConverterDeleter>;

// None for a name that ICU does not know. An error of the input ends a conversion.
Converter open_converter(const std::string& encoding) {
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(encoding.c_str(), &status));
  if (converter) ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  return U_SUCCESS(status) && !encoding.empty() ? std::move(converter) : nullptr;
}

}  // namespace

bool same_encoding(std::string_view a, std::string_view b) {
  return ucnv_compareNames(std::string(a).c_str(), std::string(b).c_str()) == 0;
}

class Transcoder::Impl {
 public:
  explicit Impl(Converter converter) : converter_(std::move(converter)) {}

  void decode(std::string_view bytes, bool is_last, std::string& text) {
    const char* from = bytes.data();
    const char* const end = from + bytes.size();
    for (;;) {
      std::array<UChar, 4096> wide{};
      UChar* to = wide.data();
      UErrorCode status = U_ZERO_ERROR;
      ucnv_toUnicode(converter_.get(), &to, wide.data() + wide.size(), &from, end, nullptr, is_last ? 1 : 0, &status);
      append(wide.data(), to, text);
      if (status == U_BUFFER_OVERFLOW_ERROR) continue;
      if (U_SUCCESS(status)) return;
      text += '\xFF';  // ICU has passed over what is nothing, and goes on behind it
    }
  }

 private:
  // ICU gives whole characters, but its output may be full between the halves of a pair. A
  // unit takes three bytes at most; with the first half before, the second takes four.
  void append(const UChar* from, const UChar* end, std::string& text) {
    std::size_t size = text.size();
    text.resize(size + 3 * static_cast<std::size_t>(end - from) + 1);
    char* const bytes = text.data();
    for (; from != end; ++from) {
      const char32_t unit = *from;
      if (unit < 0x80)
        bytes[size++] = static_cast<char>(unit);
      else if (unit >= 0xD800 && unit < 0xDC00)
        high_half_ = unit;
      else if (unit >= 0xDC00 && unit < 0xE000)
        put(bytes, size, 0x10000 + ((high_half_ - 0xD800) << 10) + (unit - 0xDC00));
      else
        put(bytes, size, unit);
    }
    text.resize(size);
  }

  static void put(char* bytes, std::size_t& size, char32_t character) { U8_APPEND_UNSAFE(bytes, size, character); }

  Converter converter_;
  char32_t high_half_ = 0xD800;
};

bool Transcoder::knows(const std::string& encoding) { return open_converter(encoding) != nullptr; }

Transcoder::Transcoder(const std::string& encoding) {
  Converter converter = open_converter(encoding);
  if (!converter)
    throw UsageError(msg("unknown encoding {1}", encoding), {}, msg("for example: UTF-8, UTF-16, windows-1252"));
  impl_ = std::make_unique<Impl>(std::move(converter));
}

Transcoder::~Transcoder() = default;
Transcoder::Transcoder(Transcoder&&) noexcept = default;
Transcoder& Transcoder::operator=(Transcoder&&) noexcept = default;

void Transcoder::decode(std::string_view bytes, bool is_last, std::string& text) {
  impl_->decode(bytes, is_last, text);
}

}  // namespace oimtm::text
