#include "formats/exchange_text.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <string_view>
#include <vector>

#include "formats/gzip.h"
#include "text/encoding.h"
#include "text/error.h"

namespace oimtm::formats {

namespace {

constexpr std::size_t kDeclaration = 1024;  // bytes in which an XML declaration ends

struct Mark {
  std::string_view bytes;
  const char* encoding;
};

constexpr std::array<Mark, 3> kMarks = {
    {{"\xEF\xBB\xBF", "UTF-8"}, {"\xFF\xFE", "UTF-16LE"}, {"\xFE\xFF", "UTF-16BE"}}};

// UTF-16 without a mark, if the file begins with a character below U+0100.
const char* utf16_by_zeros(std::string_view start) {
  if (start.size() < 2) return nullptr;
  if (start[0] != 0 && start[1] == 0) return "UTF-16LE";
  if (start[0] == 0 && start[1] != 0) return "UTF-16BE";
  return nullptr;
}

// What `encoding="..."` says in the XML declaration at the start; empty if nothing.
std::string declared_encoding(std::string_view start) {
  if (!start.starts_with("<?xml")) return {};
  const std::string_view declaration = start.substr(0, start.find("?>"));
  std::size_t at = declaration.find("encoding");
  if (at == std::string_view::npos) return {};
  at = declaration.find_first_of("\"'", at);
  if (at == std::string_view::npos) return {};
  const std::size_t end = declaration.find(declaration[at], at + 1);
  return end == std::string_view::npos ? std::string() : std::string(declaration.substr(at + 1, end - at - 1));
}

// US-ASCII is read as UTF-8: its part, and the commonest truth behind a wrong name.
bool names_utf8(const std::string& encoding) {
  for (const char* name : {"UTF-8", "UTF8", "US-ASCII", "ASCII"})
    if (text::same_encoding(name, encoding)) return true;
  return false;
}

bool names_utf16(const std::string& encoding) {
  for (const char* name : {"UTF-16", "UTF-16LE", "UTF-16BE", "UCS-2", "ISO-10646-UCS-2", "Unicode"})
    if (text::same_encoding(name, encoding)) return true;
  return false;
}

}  // namespace

class ExchangeText::Impl {
 public:
  Impl(ByteSource& source, ExchangeOptions options) : bytes_(source, options.limits), options_(std::move(options)) {
    start_.resize(kDeclaration);
    std::size_t got = 0;
    for (std::size_t part = 1; part > 0 && got < start_.size(); got += part)
      part = bytes_.read(start_.data() + got, start_.size() - got);
    start_.resize(got);
    choose();
    if (encoding_ != "UTF-8") decoder_.emplace(encoding_);
  }

  std::size_t read(char* buffer, std::size_t size) {
    if (!decoder_) return read_bytes(buffer, size);
    while (decoded_at_ == decoded_.size() && !at_end_) decode();
    std::size_t part = std::min(size, decoded_.size() - decoded_at_);
    std::memcpy(buffer, decoded_.data() + decoded_at_, part);
    decoded_at_ += part;
    return part;
  }

  const std::string& path() const { return bytes_.path(); }
  const std::string& encoding() const { return encoding_; }
  const std::string& wrong_encoding() const { return wrong_encoding_; }
  bool has_mark() const { return has_mark_; }

 private:
  // Finds the encoding out, and takes a byte order mark off.
  void choose() {
    refuse_utf32();
    std::string by_mark;
    for (const Mark& mark : kMarks) {
      if (!std::string_view(start_).starts_with(mark.bytes)) continue;
      by_mark = mark.encoding;
      start_at_ = mark.bytes.size();
      has_mark_ = true;
      break;
    }
    const char* const zeros = utf16_by_zeros(start_);
    const std::string declared = options_.is_xml ? declared_encoding(start_) : std::string();
    if (!options_.encoding.empty() && by_mark.empty())
      encoding_ = asked_for(options_.encoding);
    else if (!by_mark.empty())
      encoding_ = by_mark;
    else if (zeros != nullptr)
      encoding_ = zeros;
    else if (!declared.empty())
      encoding_ = checked(declared);
    else
      encoding_ = "UTF-8";
  }

  // Its mark begins with that of UTF-16.
  void refuse_utf32() const {
    using namespace std::string_view_literals;
    const std::string_view start = start_;
    for (const std::string_view begin : {"\xFF\xFE\0\0"sv, "\0\0\xFE\xFF"sv, "<\0\0\0"sv, "\0\0\0<"sv})
      if (start.starts_with(begin))
        throw InputError(msg("text in UTF-32, which is not read"), {path(), 0, 0},
                         msg("convert it first, with iconv -f UTF-32 -t UTF-8"));
  }

  static std::string asked_for(const std::string& name) {
    if (names_utf8(name)) return "UTF-8";
    return name;
  }

  // A declaration that could be read as ASCII cannot be in UTF-16, nor in any encoding in
  // which its bytes are something else.
  std::string checked(const std::string& declared) {
    if (names_utf8(declared)) return "UTF-8";
    const bool fits = !names_utf16(declared) && is_like_ascii(declared);
    if (fits) return declared;
    if (options_.repair) {
      wrong_encoding_ = declared;
      return "UTF-8";
    }
    if (text::Transcoder::knows(declared))
      throw InputError(msg("the file says that it is in {1}, which it is not from byte offset 0 on", declared),
                       {path(), 1, 0}, msg("--repair reads it as UTF-8"));
    throw InputError(msg("the file says that it is in {1}, which is not known", declared), {path(), 1, 0},
                     msg("say what it is with --encoding, or convert it with iconv"));
  }

  static bool is_like_ascii(const std::string& name) {
    if (!text::Transcoder::knows(name)) return false;
    constexpr std::string_view kSample = "<?xml version=\"1.0\"?>";
    std::string decoded;
    text::Transcoder(name).decode(kSample, true, decoded);
    return decoded == kSample;
  }

  std::size_t read_bytes(char* buffer, std::size_t size) {
    if (start_at_ == start_.size()) return bytes_.read(buffer, size);
    const std::size_t part = std::min(size, start_.size() - start_at_);
    std::memcpy(buffer, start_.data() + start_at_, part);
    start_at_ += part;
    return part;
  }

  // Decodes the next part of the file.
  void decode() {
    raw_.resize(kPart);
    const std::size_t got = read_bytes(raw_.data(), raw_.size());
    at_end_ = got == 0;
    decoded_.clear();
    decoded_at_ = 0;
    decoder_->decode({raw_.data(), got}, at_end_, decoded_);
  }

  static constexpr std::size_t kPart = 64 * 1024;

  Unpacker bytes_;
  ExchangeOptions options_;
  std::string start_;  // the first bytes of the file
  std::size_t start_at_ = 0;
  std::string encoding_;
  std::string wrong_encoding_;
  bool has_mark_ = false;
  std::optional<text::Transcoder> decoder_;  // none: UTF-8
  std::vector<char> raw_;
  std::string decoded_;
  std::size_t decoded_at_ = 0;
  bool at_end_ = false;
};

ExchangeText::ExchangeText(ByteSource& source, ExchangeOptions options)
    : impl_(std::make_unique<Impl>(source, std::move(options))) {}
ExchangeText::~ExchangeText() = default;

std::size_t ExchangeText::read(char* buffer, std::size_t size) { return impl_->read(buffer, size); }
const std::string& ExchangeText::path() const { return impl_->path(); }
const std::string& ExchangeText::encoding() const { return impl_->encoding(); }
bool ExchangeText::is_utf8() const { return impl_->encoding() == "UTF-8"; }
bool ExchangeText::has_mark() const { return impl_->has_mark(); }
const std::string& ExchangeText::wrong_encoding() const { return impl_->wrong_encoding(); }

}  // namespace oimtm::formats
