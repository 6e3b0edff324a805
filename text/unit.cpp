#include "text/unit.h"

namespace oimtm::text {

const Variant* find_variant(const TranslationUnit& unit, const LanguageTag& language) {
  for (const Variant& variant : unit.variants)
    if (variant.language == language) return &variant;
  for (const Variant& variant : unit.variants)
    if (same_base(variant.language, language)) return &variant;
  return nullptr;
}

}  // namespace oimtm::text
