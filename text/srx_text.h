// The bytes of an SRX file as text. Private to text/.
#pragma once

#include <string>
#include <string_view>

namespace oimtm::text {

// In UTF-8: a mark, or what stands at every other byte, tells UTF-16, and the XML declaration
// any other encoding. Throws InputError, with the line, for what is no text in that encoding, and
// for a reference to an entity that the file declares itself: none of those are expanded.
std::string srx_text(std::string_view bytes, const std::string& file);

}  // namespace oimtm::text
