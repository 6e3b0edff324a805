// Base64 (RFC 4648): originals inside of XLIFF. Private to formats/xliff.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace oimtm::formats::xliff {

std::string to_base64(std::string_view bytes);

// White space is read over. Nothing if it is no base64.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace oimtm::formats::xliff
