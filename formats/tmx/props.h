// The props by which TMX carries what oimtm knows of a unit. Private to formats/.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/unit.h"

namespace oimtm::formats {

using Props = std::vector<std::pair<std::string_view, std::string>>;

// Name and value of each prop of a <tu>, and of the <tuv> number `place` of it.
Props unit_props(const text::TranslationUnit& unit);
Props variant_props(const text::Variant& variant, bool is_source);

// Bytes of the type in the name of a property, behind which its other attributes are written
// as XML: `domain xml:lang="fr"`. All of them if what is there is none.
std::size_t property_type(std::string_view name);

// Takes a prop up if it is one of ours and its value makes sense; false otherwise.
bool take_unit_prop(text::TranslationUnit& unit, text::Context& source_context, std::string_view type,
                    const std::string& value);
bool take_variant_prop(text::Variant& variant, std::string_view type, const std::string& value);

}  // namespace oimtm::formats
