# SPDX-License-Identifier: Apache-2.0
"""Small invented notices."""

PLAN = (
    "关于印发{year}年重点任务分工的通知\n市发〔{year}〕{number}号\n各区人民政府：\n{tasks}\n市人民政府\n"
    "{year}年3月{day}日\n"
)
TASKS = "\n".join(
    f"{n}.{what}，年内完成{n * 3}个项目。（责任单位：市{unit}局）"
    for n, (what, unit) in enumerate(
        [
            ("推进港口建设", "交通"),
            ("扩大信息化应用", "工信"),
            ("发展海洋产业", "海洋"),
            ("整治河道环境", "水务"),
            ("培育科技企业", "科技"),
        ],
        1,
    )
)


def plan(number: int, year: int = 2023, tasks: str = TASKS) -> str:
    """An invented notice with a number of its own."""
    return PLAN.format(year=year, number=number, day=number % 28 + 1, tasks=tasks)
