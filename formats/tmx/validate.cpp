#include "formats/validate.h"
#include "formats/tmx/tmx.h"

namespace oimtm::formats {

std::size_t validate_tmx(ByteSource& source, const ValidateOptions&, const FindingSink& find) {
  const auto report = [&](const Diagnostic& diagnostic) {
    find({Finding::Severity::error, diagnostic.where, "tmx-unit", diagnostic.message});
  };
  return read_tmx(
             source, {}, [](const text::TranslationUnit&) {}, report)
      .read;
}

}  // namespace oimtm::formats
