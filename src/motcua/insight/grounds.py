"""The laws and rules on which figures and watches stand."""

from motcua.flow.refusal import Text

ART_19 = Text("Điều 19 Nghị định 61/2018/NĐ-CP", "Decree 61/2018/NĐ-CP art. 19")
ART_17 = Text("Điều 17 Nghị định 61/2018/NĐ-CP", "Decree 61/2018/NĐ-CP art. 17")
ART_31 = Text("Điều 31 Nghị định 61/2018/NĐ-CP", "Decree 61/2018/NĐ-CP art. 31")
LAW_36 = Text("Điều 23 Luật Phòng, chống tham nhũng 36/2018/QH14",
              "Anti-corruption law 36/2018/QH14 art. 23")  # fmt: skip
ART_5 = Text("Điều 5 Nghị định 61/2018/NĐ-CP", "Decree 61/2018/NĐ-CP art. 5")
HOUSE = Text(
    "Quy tắc phân công ngẫu nhiên motcua/assign/v1", "The rule of the draw, motcua/assign/v1"
)
