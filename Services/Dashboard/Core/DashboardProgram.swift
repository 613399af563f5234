import Hummingbird

public enum DashboardProgram {
    public static func main() async {}
}
