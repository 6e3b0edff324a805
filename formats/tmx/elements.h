// The elements of TMX. Private to formats/.
#pragma once

#include <cstdint>
#include <string_view>

namespace oimtm::formats {

enum class Element : std::uint8_t {
  other,
  tmx,
  header,
  body,
  tu,
  tuv,
  seg,
  prop,
  note,
  ude,
  map,
  bpt,  // the first of those that stand in a segment
  ept,
  ph,
  it,
  hi,
  ut,
  sub,
};

constexpr Element element_of(std::string_view name) {
  switch (name.size()) {
    case 2:
      if (name == "tu") return Element::tu;
      if (name == "ph") return Element::ph;
      if (name == "it") return Element::it;
      if (name == "hi") return Element::hi;
      if (name == "ut") return Element::ut;
      break;
    case 3:
      if (name == "tuv") return Element::tuv;
      if (name == "seg") return Element::seg;
      if (name == "bpt") return Element::bpt;
      if (name == "ept") return Element::ept;
      if (name == "sub") return Element::sub;
      if (name == "ude") return Element::ude;
      if (name == "map") return Element::map;
      if (name == "tmx") return Element::tmx;
      break;
    case 4:
      if (name == "prop") return Element::prop;
      if (name == "note") return Element::note;
      if (name == "body") return Element::body;
      break;
    case 6:
      if (name == "header") return Element::header;
      break;
    default: break;
  }
  return Element::other;
}

constexpr bool is_inline(Element element) { return element >= Element::bpt; }

}  // namespace oimtm::formats
