// One unit of TMX as its elements give it. Private to formats/.
#pragma once

#include <string>
#include <string_view>

#include "formats/tmx/languages.h"
#include "formats/xml_reader.h"
#include "text/error.h"
#include "text/unit.h"

namespace oimtm::formats {

// The memory of one unit is used again for the next. Between begin() and finish() there are
// variants, and properties of the unit or of the variant that was started last.
class UnitBuilder {
 public:
  // The srclang of the header.
  void set_source(std::string_view tag) { header_language_ = languages_.of(tag); }

  // An empty unit, and what its <tu> says.
  void begin();
  void add_attributes(const XmlAttributes& attributes);

  // Returns why this is no variant; empty if it is one.
  Message start_variant(const XmlAttributes& attributes);
  bool has_segment() const { return has_segment_; }
  text::Segment& start_segment();  // of the variant, which has one
  // What is odd, for which the variant is dropped: without a text it is no translation.
  Message end_variant();
  std::size_t variants() const { return variants_; }
  bool is_bare() const { return variants_ == 0 && unit_.attributes.empty() && unit_.date.empty(); }

  // `name` is that of text::Attributes.
  void add_variant_property(std::string_view name, const std::string& value);
  void add_unit_property(std::string_view name, const std::string& value);

  // The whole unit, its source first. Valid until the next begin().
  const text::TranslationUnit& finish();

 private:
  void note_srclang(const text::LanguageTag& source);

  Languages languages_;
  text::LanguageTag header_language_;
  text::TranslationUnit unit_;
  std::size_t variants_ = 0;  // of the unit; its vector may have more, to be used again
  bool has_segment_ = false;
  bool has_language_ = false;  // of its own
  std::string own_srclang_;
  text::LanguageTag own_language_;
  text::Context source_context_;
};

}  // namespace oimtm::formats
