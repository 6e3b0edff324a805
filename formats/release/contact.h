// Contact details in lines of text. Private to formats/.
#pragma once

#include <string_view>

namespace oimtm::formats {

// Whether the line holds a mail address or a telephone number.
bool has_contact_details(std::string_view line);

// Whether it begins the way contact blocks do: "For more information, please contact",
// "Pour plus d'informations, veuillez contacter".
bool opens_contact(std::string_view line);

// Either of them.
bool is_contact_line(std::string_view line);

}  // namespace oimtm::formats
