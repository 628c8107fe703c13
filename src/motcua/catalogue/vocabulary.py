"""The closed lists of the catalogue: fields of law, life events, applicants, roles, units of a
fee.
"""

from collections.abc import Mapping

from motcua.flow.refusal import Text

FIELDS: Mapping[str, Text] = {
    "civil_status": Text("Hộ tịch", "Civil status"),
    "adoption": Text("Nuôi con nuôi", "Adoption"),
    "certification": Text("Chứng thực", "Certification"),
    "residence": Text("Cư trú", "Residence"),
    "identity": Text("Căn cước", "Identity cards"),
    "immigration": Text("Xuất nhập cảnh", "Passports and immigration"),
    "judicial_records": Text("Lý lịch tư pháp", "Judicial records"),
    "vehicles": Text("Đăng ký xe", "Vehicle registration"),
    "land": Text("Đất đai", "Land"),
    "construction": Text("Xây dựng", "Construction"),
    "planning": Text("Quy hoạch", "Urban planning"),
    "housing": Text("Nhà ở", "Housing"),
    "environment": Text("Môi trường", "Environment"),
    "business": Text("Đăng ký kinh doanh", "Business registration"),
    "investment": Text("Đầu tư", "Investment"),
    "transport": Text("Giao thông vận tải", "Transport"),
    "labour": Text("Lao động", "Labour"),
    "education": Text("Giáo dục", "Education"),
    "health": Text("Y tế", "Health"),
    "social": Text("Bảo trợ xã hội", "Social protection"),
}

LIFE_EVENTS: Mapping[str, Text] = {
    "birth": Text("Sinh con", "Having a child"),
    "adoption": Text("Nhận con nuôi", "Adopting a child"),
    "marriage": Text("Kết hôn", "Getting married"),
    "death": Text("Người thân qua đời", "A death in the family"),
    "moving_home": Text("Chuyển nơi ở", "Moving home"),
    "identity_papers": Text("Làm giấy tờ tùy thân", "Getting identity papers"),
    "copies": Text("Sao y, chứng thực giấy tờ", "Certifying papers"),
    "buying_house": Text("Mua bán, thừa kế nhà đất", "Buying or inheriting a home"),
    "land": Text("Giấy tờ về đất đai", "Land papers"),
    "building_house": Text("Xây, sửa nhà", "Building or repairing a house"),
    "starting_business": Text("Khởi sự kinh doanh", "Starting a business"),
    "running_business": Text("Hoạt động kinh doanh", "Running a business"),
    "vehicle": Text("Xe cộ và lái xe", "Vehicles and driving"),
    "work": Text("Việc làm", "Work"),
    "school": Text("Đi học", "School"),
    "health": Text("Sức khỏe", "Health"),
    "retirement": Text("Nghỉ hưu, tuổi già", "Retirement and old age"),
    "hardship": Text("Khó khăn, khuyết tật", "Hardship and disability"),
    "travel_abroad": Text("Đi nước ngoài", "Going abroad"),
}

APPLICANTS: Mapping[str, Text] = {
    "citizen": Text("Công dân Việt Nam", "Vietnamese citizen"),
    "overseas_vietnamese": Text("Người Việt Nam định cư ở nước ngoài", "Vietnamese living abroad"),
    "foreigner": Text("Người nước ngoài", "Foreigner"),
    "household": Text("Hộ gia đình", "Household"),
    "business": Text("Doanh nghiệp, hợp tác xã", "Business or cooperative"),
    "organisation": Text("Cơ quan, tổ chức", "Organisation"),
}

ROLES: Mapping[str, Text] = {
    "specialist": Text("Công chức thụ lý", "Specialist"),
    "senior_specialist": Text("Công chức thẩm định", "Senior specialist"),
    "division_head": Text("Trưởng phòng", "Head of division"),
    "head": Text("Lãnh đạo cơ quan", "Head of the agency"),
    "clerk": Text("Văn thư", "Clerk"),
}

FEE_UNITS: Mapping[str, Text] = {
    "dossier": Text("hồ sơ", "dossier"),
    "copy": Text("bản", "copy"),
    "page": Text("trang", "page"),
    "case": Text("trường hợp", "case"),
    "transaction": Text("giao dịch", "transaction"),
    "card": Text("thẻ", "card"),
    "passport": Text("hộ chiếu", "passport"),
    "permit": Text("giấy phép", "permit"),
    "person": Text("người", "person"),
}

COMPETENCE_RULES: Mapping[str, Text] = {
    "commune_people_committee": Text("Ủy ban nhân dân cấp xã", "Commune people's committee"),
    "district_people_committee": Text(
        "Ủy ban nhân dân cấp huyện (đến 30/6/2025)", "District people's committee (until 30/6/2025)"
    ),
    "commune_police": Text("Công an cấp xã", "Commune police"),
    "police_department": Text("Công an thành phố", "City police"),
    "land_office": Text(
        "Văn phòng đăng ký đất đai (chi nhánh)", "Land registration office (branch)"
    ),
    "social_insurance": Text("Bảo hiểm xã hội", "Social insurance"),
    "tax_office": Text("Cơ quan thuế", "Tax office"),
    "city_people_committee": Text("Ủy ban nhân dân thành phố", "City people's committee"),
}
"""Rules besides `department:<key>`, whose keys are below."""

DEPARTMENTS: Mapping[str, Text] = {
    "justice": Text("Sở Tư pháp", "Department of Justice"),
    "finance": Text("Sở Tài chính", "Department of Finance"),
    "construction": Text("Sở Xây dựng", "Department of Construction"),
    "agriculture_environment": Text(
        "Sở Nông nghiệp và Môi trường", "Department of Agriculture and Environment"
    ),
    "home_affairs": Text("Sở Nội vụ", "Department of Home Affairs"),
    "education": Text("Sở Giáo dục và Đào tạo", "Department of Education"),
    "health": Text("Sở Y tế", "Department of Health"),
    "ethnic_religion": Text("Sở Dân tộc và Tôn giáo", "Department of Ethnic and Religious Affairs"),
    "foreign_affairs": Text("Sở Ngoại vụ", "Department of Foreign Affairs"),
    "industry_trade": Text("Sở Công Thương", "Department of Industry and Trade"),
    "culture_sports": Text("Sở Văn hóa và Thể thao", "Department of Culture and Sports"),
    "tourism": Text("Sở Du lịch", "Department of Tourism"),
    "science_technology": Text("Sở Khoa học và Công nghệ", "Department of Science and Technology"),
}


def is_competence_rule(rule: str) -> bool:
    """Tell whether `offices` can resolve the rule."""
    area, _, key = rule.partition(":")
    return (area == "department" and key in DEPARTMENTS) or (not key and area in COMPETENCE_RULES)
