// Segments of TMX as they are read: <bpt>, <ept>, <ph>, <it>, <hi>, <ut>, <sub>, and the inline
// codes that they are. Private to formats/.
//
// A code's markup is its whole element; <hi>, which holds text of the segment, is two codes.
// An element that TMX has not is two codes too, or one if it is empty.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "formats/tmx/elements.h"
#include "formats/xml_reader.h"
#include "text/segment.h"

namespace oimtm::formats {

// Makes a segment of what stands in <seg>.
class SegmentBuilder {
 public:
  // Begins a segment; fills `segment`, which has to live as long as it is built.
  void begin(text::Segment& segment);

  void start(Element element, std::string_view name, const XmlAttributes& attributes, bool is_empty);
  void text(std::string_view text);
  void end(std::string_view name);

  // Bytes so far: of the text, and of the code that is open.
  std::size_t size() const { return segment_->text.size() + code_.markup.size(); }

 private:
  struct Open {
    std::string id;
    bool is_empty;
  };

  void open_around_text(const XmlAttributes& attributes, std::string_view name, bool is_empty);
  void finish_code();
  bool is_foreign(std::string_view name) const;

  text::Segment* segment_ = nullptr;
  std::size_t code_depth_ = 0;  // elements of the inline code that is open
  std::size_t highlights_ = 0;  // without a number, so far: each gets one that it has when it is written again
  std::size_t others_ = 0;      // elements that TMX has not, without an id
  std::vector<Open> open_;      // those that are not closed yet
  text::InlineCode code_;       // the one that is open
  std::string code_text_;       // its text without elements
  Element code_element_ = Element::other;
  std::string wrapping_;                                     // the code's type, if it wraps markup
  std::map<std::string, std::string, std::less<>> wrapped_;  // the type of each <bpt> that does, by its number
};

}  // namespace oimtm::formats
