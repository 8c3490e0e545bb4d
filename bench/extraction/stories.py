"""Five invented stories: what a page of any style has to give back, whatever stands around it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Story:
    """What happened, as told: `table` has its head first, `published` is a moment with its zone."""

    title: str
    published: str
    outlet: str
    town: str
    paragraphs: tuple[str, ...]
    quote: str
    items: tuple[str, ...]
    table: tuple[tuple[str, ...], ...]


STORIES = (
    Story(
        "Norland says nine of its soldiers died in ambush near Osk",
        "2026-02-27T18:20:00+02:00",
        "The Harbour Lantern",
        "OSK",
        (
            "Nine Norland soldiers were killed on Friday when gunmen opened fire on their convoy near the town of Osk, the "
            "defence ministry in the capital said.",
            "The convoy was carrying supplies to a garrison in the hills when it was attacked from two sides, according to a "
            "statement that the ministry released in the evening.",
            "The Free Valley Front said in a message to reporters that its fighters had carried out the attack and that it "
            "had killed at least 20 soldiers. It gave no evidence for the figure.",
            "A doctor at the hospital in Osk said it had received seven bodies and fifteen wounded people, three of them "
            "in a critical condition.",
            "The army sent helicopters and closed the road between Osk and the provincial capital until further notice.",
            "Neither side's account could be verified independently, and telephone lines to the area were down.",
        ),
        "We will find those who did this, wherever they hide, and they will answer for it.",
        (
            "Nine soldiers killed, the ministry says",
            "At least 20 soldiers killed, the Front says",
            "Seven bodies counted, the hospital says",
        ),
        (("District", "Killed", "Injured"), ("Osk", "9", "15"), ("Lower Valley", "2", "4")),
    ),
    Story(
        "Shelling empties two villages on the Sudmark border, mayor says",
        "2026-03-03T06:05:00Z",
        "Sudmark Courier",
        "ZENDA",
        (
            "Some 1,400 people have left two villages on the Sudmark side of the border after three nights of shelling, the "
            "mayor of Zenda said on Tuesday.",
            "Most of them are staying with relatives or in the halls of two schools, where the Red Crescent hands out "
            "blankets and bread, she added.",
            "Norland's army said it had fired only at launch sites from which rockets had been fired at its posts, and that "
            "no civilian had been hit.",
            "The mayor's office has counted four dead and eleven injured since Saturday, all of them residents of the two "
            "villages.",
            "A spokesman for the observer mission said its patrols had heard 46 explosions in one night but had not been let "
            "into the villages themselves.",
        ),
        "My mother is eighty-one years old, and she walked all of the night with nothing but her coat.",
        ("Four dead and eleven injured, the mayor's office says", "46 explosions in one night, the mission says"),
        (("Village", "Killed", "Displaced"), ("Upper Mill", "3", "900"), ("Lower Mill", "1", "500")),
    ),
    Story(
        "Governor raises toll of market blast to 31",
        "2025-11-18T14:45:00+05:00",
        "Evening Plain",
        "TARLENHEIM",
        (
            "The governor of the eastern province said on Tuesday that the number of people killed by a bomb in the market of "
            "Tarlenheim had risen to 31, from 24 given a day before.",
            "Six of the injured had died overnight and one more body had been found under a fallen wall, he told a press "
            "conference in front of the hospital.",
            "No group has said that it planted the bomb. The interior ministry blamed the Mountain Brigade, which denied it "
            "in a statement and spoke of a crime against the people of the plain.",
            "Shopkeepers said the market had been full because of the holiday, and that the police post at its gate had "
            "been empty since the morning.",
            "Sixty-eight people are still treated in three hospitals, twelve of them children, according to the provincial "
            "health department.",
            "The government has declared two days of mourning.",
        ),
        "I had gone to fetch change for a customer, and when I came back there was no shop.",
        ("31 people killed, the governor says", "68 people in hospital, the health department says"),
        (("Hospital", "Treated", "Died"), ("Central", "40", "5"), ("Children's", "12", "0"), ("Military", "16", "1")),
    ),
    Story(
        "Talks on prisoners end without a date for an exchange",
        "2026-01-09T21:10:00+00:00",
        "Northern Ledger",
        "GENOA",
        (
            "Envoys of Norland and Sudmark ended two days of talks on Friday without agreeing on a date for an exchange of "
            "prisoners, the mediator said.",
            "Both sides had handed over new lists, with 212 names on Norland's and 187 on Sudmark's, according to a diplomat "
            "who has seen them.",
            "Sudmark's delegation accused Norland of holding back the names of forty pilots and gunners. Norland's envoy "
            "rejected that and said that every name he knew of was on the list.",
            "The mediator said that the talks would go on by telephone and that the sick and the wounded should come first.",
            "Families of prisoners waited in front of the hotel with photographs, and some of them wept when the cars drove "
            "off.",
        ),
        "A list is not a door, but without a list there is no door at all.",
        ("212 names on Norland's list, a diplomat says", "187 names on Sudmark's list, a diplomat says"),
        (("Side", "Names handed over", "Names asked for"), ("Norland", "212", "187"), ("Sudmark", "187", "252")),
    ),
    Story(
        "Drones hit depot at Hentzau; both armies claim success",
        "2026-02-14T03:30:00-05:00",
        "Meridian Wire",
        "HENTZAU",
        (
            "Drones struck a fuel depot at Hentzau before dawn on Saturday and set at least six tanks on fire, residents and "
            "the provincial fire service said.",
            "Sudmark's general staff said that 14 drones had reached the depot and that it had destroyed most of the fuel "
            "for Norland's northern front.",
            "Norland's air force said it had shot down 22 of 25 drones and that the damage was slight. It reported two of its "
            "own soldiers killed and five injured.",
            "Pictures taken from a hill outside the town show black smoke above the depot and a row of burnt trucks.",
            "The fire service said its crews had needed nine hours to put out the flames and that one fireman was missing.",
            "Trains through Hentzau were stopped for the day.",
        ),
        "First I took it for thunder, and then every window of the house was gone.",
        ("14 drones reached the depot, Sudmark says", "22 of 25 drones shot down, Norland says"),
        (("Claim by", "Drones sent", "Drones shot down"), ("Sudmark", "14", "0"), ("Norland", "25", "22")),
    ),
)
